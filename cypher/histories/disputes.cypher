// histories/disputes
// The disputes of a period in which at least two of some nations and bodies are on record, and on which side each is.
//
// result: many
// param parties: list<string>    keys of nations and organisations
// param rows: integer            the most disputes that are read
// param since: date              first day of the period
// param on: date                 last day of the period
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
UNWIND $parties AS partyKey
MATCH (:Entity {key: partyKey})-[disputing:DISPUTES]->(dispute:Dispute)
WHERE disputing.validFrom <= $on AND (disputing.validTo IS NULL OR $since <= disputing.validTo)
  AND disputing.recordedAt <= $knownOn AND (disputing.supersededAt IS NULL OR disputing.supersededAt > $knownOn)
  AND disputing.marking <= $clearance AND (disputing.releasableTo IS NULL OR $nationality IN disputing.releasableTo)
  AND ($sources IS NULL OR disputing.source IN $sources)
WITH dispute, collect({party: partyKey, record: disputing}) AS sides, collect(DISTINCT partyKey) AS present
WHERE size(present) > 1
CALL (dispute) {
  MATCH (dispute)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name, said.kind AS kind
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
WITH dispute, name, kind, sides
ORDER BY dispute.key
// One more than is read tells whether there are more.
LIMIT $rows + 1
UNWIND sides AS each
WITH dispute, name, kind, each.party AS party, each.record AS disputing
RETURN dispute.key AS key,
       name,
       kind,
       party,
       disputing.side AS side,
       disputing.role AS role,
       disputing.validFrom AS validFrom,
       disputing.validTo AS validTo,
       disputing.validFromPrecision AS validFromPrecision,
       disputing.validToPrecision AS validToPrecision,
       disputing.startUnknown AS startUnknown,
       disputing.endUnknown AS endUnknown,
       disputing.attestedUntil AS attestedUntil,
       disputing.source AS source,
       disputing.sourceRow AS sourceRow,
       disputing.reliability AS reliability,
       disputing.credibility AS credibility,
       disputing.synthetic AS synthetic
ORDER BY key, party, validFrom, source, disputing.recordId
