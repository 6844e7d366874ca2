// releases/sources
// Every source that a viewer may see.
//
// result: many
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
// timeout: 600 s
MATCH (source:Source)
WHERE source.marking <= $clearance AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
RETURN source {.*} AS properties
