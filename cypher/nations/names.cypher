// nations/names
// Every name by which a nation is known to a viewer, for suggestions.
//
// result: many
// param knownOn: datetime       what was known by then
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (nation:Nation)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance
  AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn
  AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
UNWIND said.searchNames AS searchName
RETURN DISTINCT nation.key AS key, said.name AS name, searchName
ORDER BY searchName, key, name
