// what_if/agreement_keys
// The agreements that a viewer may know of, to tell somebody who misspelt one what would be right.
//
// result: many
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (agreement:Agreement)-[said:ASSERTED_BY]->(:Source)
WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
RETURN DISTINCT agreement.key AS key
ORDER BY key
