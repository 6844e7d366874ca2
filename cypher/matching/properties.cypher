// matching/properties
// What some entities are called on a day, and all that is said of the properties that tell entities apart.
//
// result: many
// param keys: list<string>      keys of entities
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $keys AS key
MATCH (entity:Entity {key: key})-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
WITH key, said
ORDER BY key, said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
         said.reliability, said.credibility, said.source, said.validFrom DESC, said.recordId
RETURN key,
       collect(said.name)[0] AS name,
       collect(DISTINCT said.iso2) AS iso2,
       collect(DISTINCT said.iso3) AS iso3,
       collect(DISTINCT said.cowCode) AS cowCode,
       collect(DISTINCT said.gwCode) AS gwCode,
       collect(DISTINCT said.cowId) AS cowId,
       collect(DISTINCT said.atopId) AS atopId,
       collect(DISTINCT said.dcadId) AS dcadId,
       collect(DISTINCT said.designation) AS designation
ORDER BY key
