// record/close
// Close standing facts without a successor: they are not believed any more, and stay on record.
//
// result: write
// param facts: list<map>       type, start, end, factKey of each
// param closedAt: datetime     when they ceased to be believed
// timeout: 60 s
MERGE (ledger:Ledger {name: 'record'})
SET ledger.version = coalesce(ledger.version, 0) + 1
WITH ledger
UNWIND $facts AS fact
MATCH (start:Entity {key: fact.start})
MATCH (end:Entity {key: fact.end})
MATCH (start)-[standing:$(fact.type)]->(end)
WHERE standing.factKey = fact.factKey AND standing.supersededAt IS NULL
SET standing.supersededAt = $closedAt
RETURN count(standing) AS closed
