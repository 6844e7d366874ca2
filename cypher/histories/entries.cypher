// histories/entries
// Some engagements in full: what each is called, what every source says of it in a period, the parts of some of its
// participants and of its hosts, and which sources list participants at all.
//
// result: many
// param engagements: list<string>   keys of engagements
// param actors: list<string>        keys of the participants whose parts are shown
// param since: date                 first day of the period
// param on: date                    last day of the period
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
UNWIND $engagements AS key
MATCH (engagement:Engagement {key: key})
CALL (engagement) {
  MATCH (engagement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (engagement) {
  MATCH (engagement)-[held:ASSERTED_BY]->(:Source)
  WHERE held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
    AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
    AND ($sources IS NULL OR held.source IN $sources)
  WITH held
  ORDER BY held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo) DESC,
           held.reliability, held.credibility, held.source, held.validFrom, held.recordId
  RETURN collect(held {
    .kind, .level, .location, .validFrom, .validTo, .validFromPrecision, .validToPrecision, .startUnknown, .endUnknown,
    .attestedUntil, .source, .sourceRow, .reliability, .credibility, .synthetic
  }) AS accounts
}
CALL (engagement) {
  MATCH (engagement)<-[part:PARTICIPATED_IN]-(actor:Entity)
  WHERE part.validFrom <= $on AND (part.validTo IS NULL OR $since <= part.validTo)
    AND part.recordedAt <= $knownOn AND (part.supersededAt IS NULL OR part.supersededAt > $knownOn)
    AND part.marking <= $clearance AND (part.releasableTo IS NULL OR $nationality IN part.releasableTo)
    AND ($sources IS NULL OR part.source IN $sources)
    AND EXISTS {
      MATCH (actor)-[known:ASSERTED_BY]->(:Source)
      WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
        AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
    }
  WITH part, actor
  ORDER BY actor.key, part.validFrom, part.source, part.role, part.recordId
  RETURN collect(DISTINCT part.source) AS listing,
         collect(
           CASE WHEN actor.key IN $actors OR part.role = 'host' THEN part {
             actor: actor.key, .role, .contribution, .personnel, .validFrom, .validTo, .validFromPrecision,
             .startUnknown, .endUnknown, .attestedUntil, .source, .sourceRow, .reliability, .credibility, .synthetic
           } END
         ) AS parts
}
RETURN key, name, accounts, parts, listing
