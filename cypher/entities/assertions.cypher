// entities/assertions
// What each source says of some entities, in the order in which the best one is chosen.
//
// result: many
// param keys: list<string>          keys of the entities
// param on: date?                   only what is said of that day; null: of whenever
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
// param properties: list<string>    what to return of each
UNWIND $keys AS key
MATCH (:Entity {key: key})-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND ($sources IS NULL OR said.source IN $sources)
  AND ($on IS NULL OR said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo))
RETURN key,
       [property IN $properties | said[property]] AS values
ORDER BY key,
         CASE WHEN $on IS NULL THEN coalesce(said.validTo, date('9999-12-31')) END DESC,
         said.reliability, said.credibility, said.source, said.validFrom DESC, said.recordId
