// organizations/codes
// Which organisation a dataset means by a short name or a name, and when: the importers' crosswalk.
//
// result: many
// param clearance: integer      the importer's clearance
// param nationality: string?    the importer's nationality
MATCH (organization:Organization)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance
  AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.supersededAt IS NULL
RETURN organization.key AS key,
       said.cowIgo AS cowIgo,
       said.name AS name,
       said.shortName AS shortName,
       said.validFrom AS validFrom,
       said.validTo AS validTo
ORDER BY key, validFrom, said.source
