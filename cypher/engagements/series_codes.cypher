// engagements/series_codes
// Which series of engagements a dataset means by a name, and when.
//
// result: many
// param clearance: integer      the importer's clearance
// param nationality: string?    the importer's nationality
MATCH (series:EngagementSeries)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance
  AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.supersededAt IS NULL
  AND said.mmeNames IS NOT NULL
RETURN series.key AS key,
       said.mmeNames AS mmeNames,
       said.validFrom AS validFrom,
       said.validTo AS validTo
ORDER BY key, validFrom, said.source
