// Remove what a viewer may not see: facts, and then entities that nothing is said of any more.
MATCH ()-[fact]->()
WHERE fact.marking > $clearance OR (fact.releasableTo IS NOT NULL AND NOT coalesce($nationality, '') IN fact.releasableTo)
CALL (fact) {
  DELETE fact
} IN TRANSACTIONS OF 10000 ROWS;

MATCH (entity:Entity)
WHERE NOT EXISTS { (entity)-[:ASSERTED_BY]->() }
CALL (entity) {
  DETACH DELETE entity
} IN TRANSACTIONS OF 10000 ROWS;
