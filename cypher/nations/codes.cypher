// nations/codes
// Which nation a code or a name of a dataset means, and when: the importers' crosswalk.
//
// result: many
// param clearance: integer      the importer's clearance
// param nationality: string?    the importer's nationality
MATCH (nation:Nation)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance
  AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.supersededAt IS NULL
RETURN nation.key AS key,
       said.iso2 AS iso2,
       said.iso3 AS iso3,
       said.cowCode AS cowCode,
       said.gwCode AS gwCode,
       said.fips AS fips,
       said.searchNames AS searchNames,
       said.validFrom AS validFrom,
       said.validTo AS validTo
ORDER BY key, validFrom, said.source
