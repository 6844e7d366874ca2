// audit/properties
// Which properties the facts of each type bear, of which Cypher types, and how many bear each. ASSERTED_BY is told
// apart by entity. For the operator: it counts everything.
//
// result: many
// timeout: 60 s
MATCH (start)-[fact]->()
WITH type(fact) AS type,
     CASE type(fact) WHEN 'ASSERTED_BY' THEN [label IN labels(start) WHERE label <> 'Entity'][0] END AS label,
     fact
UNWIND keys(fact) AS property
RETURN type, label, property, valueType(fact[property]) AS valueType, count(*) AS bearing
ORDER BY type, label, property, valueType
