// sharing/subjects
// The agreements, initiatives, capabilities and bodies that a viewer may know of, by name, for finding the one that is
// meant.
//
// result: many
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (subject:Agreement|Initiative|Capability|Organization)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
RETURN DISTINCT subject.key AS key, said.name AS name
ORDER BY key, name
