// record/put_facts
// Write a batch of facts: a new one is entered, a changed one supersedes the record that stands, an equal one is left
// alone. Missing: one of its ends is not in the graph. Clashing: its key belongs to another kind of entity.
//
// result: write
// param facts: list<map>        type, start, end, toSource, label, factKey, digest, record of each
// param recordedAt: datetime    when this batch is recorded
// timeout: 60 s

// Changing the ledger locks it: submissions and imports follow one another, and each sees what the one before wrote.
MERGE (ledger:Ledger {name: 'record'})
ON CREATE SET ledger.id = randomUUID()
SET ledger.version = coalesce(ledger.version, 0) + 1
WITH ledger
UNWIND $facts AS fact
// An assertion brings its entity into being; its label comes from the declared model, never from a user.
FOREACH (label IN CASE WHEN fact.label IS NULL THEN [] ELSE [fact.label] END |
  MERGE (asserted:Entity {key: fact.start})
  ON CREATE SET asserted:$(label)
)
WITH fact
OPTIONAL MATCH (start:Entity {key: fact.start})
// A source may bear the key of the treaty that it is the text of, so the two are looked up apart.
OPTIONAL MATCH (entity:Entity {key: fact.end}) WHERE NOT fact.toSource
OPTIONAL MATCH (source:Source {key: fact.end}) WHERE fact.toSource
WITH fact, start, coalesce(entity, source) AS end
// Both ends are bound, so that this looks at the relationships of the less connected one only.
OPTIONAL MATCH (start)-[standing:$(fact.type)]->(end)
WHERE standing.factKey = fact.factKey AND standing.supersededAt IS NULL
WITH fact, start, end, standing,
     CASE
       WHEN start IS NULL OR end IS NULL THEN 'missing'
       WHEN NOT coalesce(fact.label, labels(start)[0]) IN labels(start) THEN 'clashing'
       WHEN standing IS NULL THEN 'new'
       WHEN standing.digest = fact.digest THEN 'unchanged'
       ELSE 'superseded'
     END AS outcome
FOREACH (old IN CASE WHEN outcome = 'superseded' THEN [standing] ELSE [] END |
  SET old.supersededAt = $recordedAt
)
FOREACH (ignored IN CASE WHEN outcome IN ['new', 'superseded'] THEN [1] ELSE [] END |
  CREATE (start)-[written:$(fact.type)]->(end)
  SET written = fact.record
)
RETURN outcome, collect(fact.factKey) AS factKeys
