// audit/double_records
// Facts of which more than one record stands: a correction that did not close what it corrects.
//
// result: many
// viewer: none, operators check the whole record against the model
// timeout: 60 s
MATCH ()-[fact]->()
WHERE fact.factKey IS NOT NULL AND fact.supersededAt IS NULL
WITH fact.factKey AS factKey, count(*) AS standing
WHERE standing > 1
RETURN factKey, standing
ORDER BY factKey
// A sound graph has none; a thousand are enough to see what went wrong.
LIMIT 1000
