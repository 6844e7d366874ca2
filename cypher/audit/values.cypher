// audit/values
// Values of facts, and items of their lists, that are none of those which a property is limited to, and how many facts
// bear each. For the operator: it counts everything.
//
// result: many
// param limited: map   label or type of relationship → property → its values
// timeout: 60 s
MATCH (start)-[fact]->()
WITH CASE type(fact)
       WHEN 'ASSERTED_BY' THEN [label IN labels(start) WHERE label <> 'Entity'][0]
       ELSE type(fact)
     END AS kind,
     fact
WITH kind, fact, $limited[kind] AS limited
UNWIND keys(limited) AS property
WITH kind, property, fact[property] AS value, limited[property] AS allowed
WHERE value IS NOT NULL
UNWIND CASE WHEN valueType(value) STARTS WITH 'LIST' THEN value ELSE [value] END AS item
WITH kind, property, item
WHERE NOT item IN allowed
RETURN kind, property, toStringOrNull(item) AS value, count(*) AS facts
ORDER BY kind, property, value
// A sound graph has none; a thousand are enough to see what went wrong.
LIMIT 1000
