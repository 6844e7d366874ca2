// organizations/codes
// Which organisation a dataset means by its short name.
//
// result: many
// param clearance: integer      the importer's clearance
// param nationality: string?    the importer's nationality
MATCH (organization:Organization)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance
  AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.supersededAt IS NULL
  AND said.cowIgo IS NOT NULL
RETURN organization.key AS key, said.cowIgo AS cowIgo
ORDER BY key, said.source
