// sources/known
// The sources that a viewer may know of.
//
// result: many
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (source:Source)
WHERE source.marking <= $clearance
  AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
RETURN source.key AS key,
       source.title AS title,
       source.publisher AS publisher,
       source.version AS version,
       source.url AS url,
       source.licence AS licence,
       source.reliability AS reliability,
       source.obligationsCoded AS obligationsCoded
ORDER BY key
