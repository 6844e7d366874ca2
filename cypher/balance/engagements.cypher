// balance/engagements
// The engagements of a period in which one of some nations and one of some powers took part: who took part when, and
// what each source says of the engagement, the best source first.
//
// result: many
// param nations: list<string>     keys of the nations whose balance it is
// param powers: list<string>      keys of the powers
// param since: date               first day of the period
// param on: date                  last day of the period
// param knownOn: datetime         what was known by then
// param sources: list<string>?    sources to rely on; null: all
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
UNWIND $nations AS nationKey
MATCH (:Nation {key: nationKey})-[own:PARTICIPATED_IN]->(engagement:Engagement)
WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $since <= own.validTo)
  AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
WITH DISTINCT engagement
MATCH (engagement)<-[part:PARTICIPATED_IN]-(nation:Nation)
WHERE (nation.key IN $nations OR nation.key IN $powers)
  AND part.validFrom <= $on AND (part.validTo IS NULL OR $since <= part.validTo)
  AND part.recordedAt <= $knownOn AND (part.supersededAt IS NULL OR part.supersededAt > $knownOn)
  AND part.marking <= $clearance AND (part.releasableTo IS NULL OR $nationality IN part.releasableTo)
  AND ($sources IS NULL OR part.source IN $sources)
WITH engagement,
     collect(part {nation: nation.key, .validFrom, .validTo, .attestedUntil, .synthetic}) AS parts
WHERE any(part IN parts WHERE part.nation IN $powers)
MATCH (engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
  AND ($sources IS NULL OR held.source IN $sources)
WITH engagement, parts, held
ORDER BY held.reliability, held.credibility, held.source, held.validFrom DESC, held.recordId
RETURN engagement.key AS of,
       parts,
       collect(held {
         .kind, .name, .validFrom, .validTo, .validFromPrecision, .startUnknown, .endUnknown, .attestedUntil,
         .source, .sourceRow, .reliability, .credibility, .synthetic, .recordId
       }) AS assertions
ORDER BY of
// A busy nation had 15,000 engagements in seventy years. One more tells that there are more.
LIMIT 20001
