// record/standing
// Which facts of some types and sources stand, whoever may see them: bookkeeping of an import.
//
// result: many
// viewer: none, bookkeeping of imports by who runs the service
// param types: list<string>     types of fact
// param sources: list<string>   keys of sources
// timeout: 120 s
MATCH ()-[fact]->()
WHERE type(fact) IN $types AND fact.source IN $sources AND fact.supersededAt IS NULL
RETURN fact.factKey AS factKey
ORDER BY factKey
