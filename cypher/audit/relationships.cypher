// audit/relationships
// How many relationships of each type join which labels. For the operator: it counts everything.
//
// result: many
// viewer: none, operators check the whole record against the model
// timeout: 60 s
MATCH (start)-[fact]->(end)
RETURN type(fact) AS type, labels(start) AS startLabels, labels(end) AS endLabels, count(*) AS facts
ORDER BY type, startLabels, endLabels
