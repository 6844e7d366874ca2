// search/shown
// What some entities are called on a day, and one assertion of each with its dates and evidence.
//
// result: many
// param found: list<map>             key and record of each: the entity, and the assertion by which it was found
// param on: date                     the day asked about
// param knownOn: datetime            what was known by then
// param clearance: integer           the viewer's clearance
// param nationality: string?         the viewer's nationality
UNWIND $found AS one
MATCH (entity:Entity {key: one.key})-[found:ASSERTED_BY]->(:Source)
WHERE found.recordId = one.record
  AND found.marking <= $clearance AND (found.releasableTo IS NULL OR $nationality IN found.releasableTo)
  AND found.recordedAt <= $knownOn AND (found.supersededAt IS NULL OR found.supersededAt > $knownOn)
CALL (entity) {
  MATCH (entity)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC, said.recordId
  LIMIT 1  // the best
}
RETURN entity.key AS key,
       name,
       found.validFrom AS validFrom,
       found.validTo AS validTo,
       found.validFromPrecision AS validFromPrecision,
       coalesce(found.startUnknown, false) AS startUnknown,
       coalesce(found.endUnknown, false) AS endUnknown,
       found.attestedUntil AS attestedUntil,
       found.source AS source,
       found.sourceRow AS sourceRow,
       found.reliability AS reliability,
       found.credibility AS credibility,
       coalesce(found.synthetic, false) AS synthetic
ORDER BY key
