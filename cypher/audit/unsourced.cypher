// audit/unsourced
// Facts whose source is not in the graph.
//
// result: many
// viewer: none, operators check the whole record against the model
// timeout: 60 s
MATCH ()-[fact]->()
WHERE fact.factKey IS NOT NULL
  AND NOT EXISTS { MATCH (source:Source) WHERE source.key = fact.source }
RETURN fact.source AS source, count(*) AS facts
ORDER BY source
