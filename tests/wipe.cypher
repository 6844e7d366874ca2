// Take everything out of the tests' own graph but what migrations wrote.
MATCH (node)
WHERE NOT node:Migration AND NOT node:MigrationLock AND NOT node:TestGraph
DETACH DELETE node
