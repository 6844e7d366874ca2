// engagements/codes
// Which engagement a dataset means by its number.
//
// result: many
// param clearance: integer      the importer's clearance
// param nationality: string?    the importer's nationality
MATCH (engagement:Engagement)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance
  AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.supersededAt IS NULL
  AND said.mmeId IS NOT NULL
RETURN engagement.key AS key, said.mmeId AS mmeId
ORDER BY key, said.source
