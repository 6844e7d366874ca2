// Take everything out of the tests' own graph but what migrations wrote, in portions that fit into memory: facts first,
// since a nation has more of them than one transaction should delete.
MATCH (node)-[fact]->()
WHERE NOT node:Migration
CALL (fact) {
  DELETE fact
} IN TRANSACTIONS OF 10000 ROWS;

MATCH (node)
WHERE NOT node:Migration AND NOT node:MigrationLock AND NOT node:TestGraph
CALL (node) {
  DETACH DELETE node
} IN TRANSACTIONS OF 10000 ROWS;
