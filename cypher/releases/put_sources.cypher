// releases/put_sources
// Write sources into a copy. One that its viewer may not see is left out even here.
//
// result: write
// viewer: none, the rows are what the viewer was shown; the rule is asked of them once more
// param rows: list<map>         properties of each
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
// timeout: 60 s
UNWIND $rows AS row
WITH row.properties AS properties
WHERE properties.marking <= $clearance AND (properties.releasableTo IS NULL OR $nationality IN properties.releasableTo)
CREATE (source:Source)
SET source = properties
