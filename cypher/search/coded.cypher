// search/coded
// The assertions of the entities that bear one of some keys, and of the nations that bear one of some codes.
//
// result: many
// param keys: list<string>           keys of entities
// param codes: list<string>          ISO 3166, COW and Gleditsch–Ward codes, letters in capitals
// param labels: list<string>?        the only kinds of entities to look for; null: all
// param on: date                     the day asked about
// param knownOn: datetime            what was known by then
// param sources: list<string>?       sources to rely on; null: all
// param clearance: integer           the viewer's clearance
// param nationality: string?         the viewer's nationality
CALL () {
  UNWIND $keys AS key
  MATCH (entity:Entity {key: key})
  RETURN entity
  UNION
  MATCH (entity:Nation)-[coding:ASSERTED_BY]->(:Source)
  WHERE any(
      code IN [coding.iso2, coding.iso3, toString(coding.cowCode), toString(coding.gwCode)] WHERE code IN $codes
    )
    AND coding.marking <= $clearance AND (coding.releasableTo IS NULL OR $nationality IN coding.releasableTo)
    AND coding.recordedAt <= $knownOn AND (coding.supersededAt IS NULL OR coding.supersededAt > $knownOn)
  RETURN entity
}
MATCH (entity)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND ($sources IS NULL OR said.source IN $sources)
  AND ($labels IS NULL OR any(label IN labels(entity) WHERE label IN $labels))
RETURN entity.key AS key,
       [label IN labels(entity) WHERE label <> 'Entity'][0] AS label,
       said.recordId AS record,
       said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) AS holds,
       // What is past is still called so where nothing else is said of it on that day.
       said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) OR NOT EXISTS {
         MATCH (entity)-[other:ASSERTED_BY]->(:Source)
         WHERE other.validFrom <= $on AND (other.validTo IS NULL OR $on <= other.validTo)
           AND other.marking <= $clearance AND (other.releasableTo IS NULL OR $nationality IN other.releasableTo)
           AND other.recordedAt <= $knownOn AND (other.supersededAt IS NULL OR other.supersededAt > $knownOn)
       } AS current,
       said {
         .name, .shortName, .officialName, .aliases, .designation, .mmeNames, .cowIgo,
         .iso2, .iso3, .cowCode, .gwCode, .cowId, .atopId, .dcadId
       } AS says
ORDER BY key, record
