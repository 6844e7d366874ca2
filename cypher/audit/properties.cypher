// audit/properties
// Which properties the facts of each type bear, of which Cypher types, and how many bear each. ASSERTED_BY is told
// apart by entity. For the operator: it counts everything.
//
// result: many
// viewer: none, operators check the whole record against the model
// timeout: 60 s
MATCH (start)-[fact]->()
WITH type(fact) AS type,
     CASE type(fact) WHEN 'ASSERTED_BY' THEN [label IN labels(start) WHERE label <> 'Entity'][0] END AS label,
     fact
UNWIND keys(fact) AS property
WITH type, label, property, valueType(fact[property]) AS valueType, count(*) AS bearing
// Gathered before they are sorted: to sort facts one by one takes more memory than a small server has.
WITH collect({type: type, label: label, property: property, valueType: valueType, bearing: bearing}) AS counted
UNWIND counted AS one
RETURN one.type AS type,
       one.label AS label,
       one.property AS property,
       one.valueType AS valueType,
       one.bearing AS bearing
ORDER BY type, label, property, valueType
