// agreements/codes
// Which agreement a dataset means by its number.
//
// result: many
// param clearance: integer      the importer's clearance
// param nationality: string?    the importer's nationality
MATCH (agreement:Agreement)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance
  AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.supersededAt IS NULL
  AND (said.cowId IS NOT NULL OR said.atopId IS NOT NULL OR said.dcadId IS NOT NULL)
RETURN agreement.key AS key,
       said.cowId AS cowId,
       said.atopId AS atopId,
       said.dcadId AS dcadId
ORDER BY key, said.source
