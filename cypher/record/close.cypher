// record/close
// Close standing facts without a successor: they are not believed any more, and stay on record.
//
// result: write
// param facts: list<map>       type, start, factKey of each
// param closedAt: datetime     when they ceased to be believed
// timeout: 60 s
MERGE (ledger:Ledger {name: 'record'})
ON CREATE SET ledger.id = randomUUID()
SET ledger.version = coalesce(ledger.version, 0) + 1
WITH ledger
UNWIND $facts AS fact
MATCH (start:Entity {key: fact.start})
// The start of a fact is an entity of few facts more often than not, and its type is known.
MATCH (start)-[standing:$(fact.type)]->()
WHERE standing.factKey = fact.factKey AND standing.supersededAt IS NULL
SET standing.supersededAt = $closedAt
RETURN count(standing) AS closed
