// releases/put_facts
// Write records between entities into a copy. A record that its viewer may not see is left out even here.
//
// result: write
// viewer: none, the rows are what the viewer was shown; the rule is asked of them once more
// param rows: list<map>         type, start, end, record of each
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
// timeout: 60 s
UNWIND $rows AS row
WITH row, row.record AS record
WHERE record.marking <= $clearance AND (record.releasableTo IS NULL OR $nationality IN record.releasableTo)
MATCH (start:Entity {key: row.start})
MATCH (end:Entity {key: row.end})
CREATE (start)-[fact:$(row.type)]->(end)
SET fact = record
