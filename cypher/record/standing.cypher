// record/standing
// Which facts of some sources stand, whoever may see them: bookkeeping of an import.
//
// result: many
// param sources: list<string>   keys of sources
// timeout: 120 s
MATCH ()-[fact]->()
WHERE fact.source IN $sources AND fact.supersededAt IS NULL
RETURN fact.factKey AS factKey
ORDER BY factKey
