// record/close
// Close standing facts without a successor: they are not believed any more, and stay on record.
//
// result: write
// viewer: none, bookkeeping of imports by who runs the service
// param facts: list<map>       type, start, factKey of each
// param closedAt: datetime     when they ceased to be believed
// timeout: 60 s
MERGE (ledger:Ledger {name: 'record'})
ON CREATE SET ledger.id = randomUUID()
// Changing the ledger locks it: submissions and imports follow one another, and each sees what the one before wrote.
// A constant comes first: it locks the node alone. Counting up locks more than that, in an order that can deadlock.
SET ledger.locked = true
WITH ledger
SET ledger.version = coalesce(ledger.version, 0) + 1
WITH ledger
UNWIND $facts AS fact
MATCH (start:Entity {key: fact.start})
// The start of a fact is an entity of few facts more often than not, and its type is known.
MATCH (start)-[standing:$(fact.type)]->(end)
WHERE standing.factKey = fact.factKey AND standing.supersededAt IS NULL
WITH ledger, collect({standing: standing, type: fact.type, start: start.key, end: end}) AS changes
SET ledger.position = coalesce(ledger.position, 0) + size(changes)
WITH changes, ledger.position - size(changes) AS before
CALL (changes, before) {
  UNWIND range(1, size(changes)) AS number
  WITH before + number AS position, changes[number - 1] AS change
  WITH position, change, change.standing AS standing, change.end AS end
  SET standing.supersededAt = $closedAt, standing.closedIn = position
  CREATE (:Entry {
    position: position, type: change.type, start: change.start, end: end.key, toSource: end:Source
  })
  RETURN count(*) AS written
}
RETURN size(changes) AS closed
