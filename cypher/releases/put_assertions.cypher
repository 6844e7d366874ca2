// releases/put_assertions
// Write what sources say of entities into a copy, and the entities with it. A record that its viewer may not see is left
// out even here.
//
// result: write
// viewer: none, the rows are what the viewer was shown; the rule is asked of them once more
// param rows: list<map>         start, label, end, record of each
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
// timeout: 60 s
UNWIND $rows AS row
WITH row, row.record AS record
WHERE record.marking <= $clearance AND (record.releasableTo IS NULL OR $nationality IN record.releasableTo)
MATCH (end:Source {key: row.end})
MERGE (start:Entity {key: row.start})
ON CREATE SET start:$(row.label)
CREATE (start)-[said:ASSERTED_BY]->(end)
SET said = record
