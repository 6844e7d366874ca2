// audit/values
// Values of facts, and items of their lists, that are none of those which a property is limited to, and how many facts
// bear each. For the operator: it counts everything.
//
// result: many
// viewer: none, operators check the whole record against the model
// param limited: map   label or type of relationship → property → its values
// timeout: 60 s
MATCH (start)-[fact]->()
WITH CASE type(fact)
       WHEN 'ASSERTED_BY' THEN [label IN labels(start) WHERE label <> 'Entity'][0]
       ELSE type(fact)
     END AS kind,
     fact
UNWIND keys($limited[kind]) AS property
WITH kind, property, fact[property] AS value
WHERE value IS NOT NULL
UNWIND CASE WHEN valueType(value) STARTS WITH 'LIST' THEN value ELSE [value] END AS item
// What differs is counted, gathered, and only then compared and sorted: to compare or sort facts one by one takes more
// memory than a small server has.
WITH kind, property, item, count(*) AS facts
WITH collect({kind: kind, property: property, item: item, facts: facts}) AS counted
UNWIND counted AS one
WITH one
WHERE NOT one.item IN $limited[one.kind][one.property]
RETURN one.kind AS kind, one.property AS property, toStringOrNull(one.item) AS value, one.facts AS facts
ORDER BY kind, property, value
// A sound graph has none; a thousand are enough to see what went wrong.
LIMIT 1000
