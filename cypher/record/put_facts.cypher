// record/put_facts
// Write a batch of facts: a new one is entered, a changed one supersedes the record that stands, an equal one is left
// alone. Missing: one of its ends is not in the graph. Clashing: its key belongs to another kind of entity.
//
// result: write
// viewer: none, bookkeeping of imports by who runs the service
// param facts: list<map>        type, start, end, toSource, label, factKey, digest, record of each
// param recordedAt: datetime    when this batch is recorded
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
// An assertion brings its entity into being; its label comes from the declared model, never from a user.
FOREACH (label IN CASE WHEN fact.label IS NULL THEN [] ELSE [fact.label] END |
  MERGE (asserted:Entity {key: fact.start})
  ON CREATE SET asserted:$(label)
)
WITH ledger, fact
OPTIONAL MATCH (start:Entity {key: fact.start})
// A source may bear the key of the treaty that it is the text of, so the two are looked up apart.
OPTIONAL MATCH (entity:Entity {key: fact.end}) WHERE NOT fact.toSource
OPTIONAL MATCH (source:Source {key: fact.end}) WHERE fact.toSource
WITH ledger, fact, start, coalesce(entity, source) AS end
// Both ends are bound, so that this looks at the relationships of the less connected one only.
OPTIONAL MATCH (start)-[standing:$(fact.type)]->(end)
WHERE standing.factKey = fact.factKey AND standing.supersededAt IS NULL
WITH ledger, fact, start, end, standing,
     CASE
       WHEN start IS NULL OR end IS NULL THEN 'missing'
       WHEN NOT coalesce(fact.label, labels(start)[0]) IN labels(start) THEN 'clashing'
       WHEN standing IS NULL THEN 'new'
       WHEN standing.digest = fact.digest THEN 'unchanged'
       ELSE 'superseded'
     END AS outcome
WITH ledger, collect({fact: fact, start: start, end: end, standing: standing, outcome: outcome}) AS results
WITH ledger, results, [result IN results WHERE result.outcome IN ['new', 'superseded']] AS changes
// Each change has a position of its own, in the order in which changes are committed, since the ledger is locked.
SET ledger.position = coalesce(ledger.position, 0) + size(changes)
WITH results, changes, ledger.position - size(changes) AS before
CALL (changes, before) {
  UNWIND range(1, size(changes)) AS number
  WITH before + number AS position, changes[number - 1] AS change
  WITH position, change.fact AS fact, change.start AS start, change.end AS end, change.standing AS standing
  FOREACH (old IN CASE WHEN standing IS NULL THEN [] ELSE [standing] END |
    SET old.supersededAt = $recordedAt, old.closedIn = position
  )
  CREATE (start)-[entered:$(fact.type)]->(end)
  SET entered = fact.record
  SET entered.enteredIn = position
  CREATE (:Entry {position: position, type: fact.type, start: fact.start, end: fact.end, toSource: fact.toSource})
  RETURN count(*) AS written
}
UNWIND results AS result
RETURN result.outcome AS outcome, collect(result.fact.factKey) AS factKeys
