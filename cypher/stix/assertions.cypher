// stix/assertions
// What sources assert of some entities: of each first what holds on some day of a period, the best graded first.
//
// result: many
// param keys: list<string>      keys of entities
// param since: date             first day of the period
// param on: date                last day of the period
// param knownOn: datetime       what was known by then
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $keys AS key
MATCH (entity:Entity {key: key})-[said:ASSERTED_BY]->(:Source)
WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
WITH key, entity, said,
     said.validFrom <= $on AND (said.validTo IS NULL OR $since <= said.validTo) AS holds
CALL (entity, said) {
  MATCH (entity)-[version:ASSERTED_BY]->(:Source)
  WHERE version.factKey = said.factKey AND version.recordedAt <= said.recordedAt
    AND version.marking <= $clearance AND (version.releasableTo IS NULL OR $nationality IN version.releasableTo)
  RETURN min(version.recordedAt) AS created
}
RETURN key, [label IN labels(entity) WHERE label <> 'Entity'][0] AS label, created, said AS record
ORDER BY key, holds DESC, record.reliability, record.credibility, record.source, record.validFrom DESC,
         record.recordId
