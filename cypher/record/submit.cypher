// record/submit
// Enter, correct or retract facts in one transaction: all of it or nothing. A fact that has changed since its
// submitter read it is a conflict, and so is one that stands already when it is meant to be new.
//
// result: write
// viewer: not source, its rule is part of what decides whether an end is known
// viewer: not ledger, bookkeeping that nobody is told of
// viewer: not earlier, who has a submission's key is told what was entered by it
// viewer: not replaced, it is the record that was found to be visible before
// param key: string             what tells this submission from any other: the same one twice is entered once
// param digest: string          checksum of the whole submission
// param author: string          who submits
// param reason: string          why
// param recordedAt: datetime    when
// param facts: list<map>        type, start, end, toSource, label, factKey, expected, digest, record; without record: retracted
// param clearance: integer      the submitter's clearance
// param nationality: string?    the submitter's nationality
// timeout: 60 s
MERGE (ledger:Ledger {name: 'record'})
ON CREATE SET ledger.id = randomUUID()
// Changing the ledger locks it: submissions and imports follow one another, and each sees what the one before wrote.
// A constant comes first: it locks the node alone. Counting up locks more than that, in an order that can deadlock.
SET ledger.locked = true
WITH ledger
SET ledger.version = coalesce(ledger.version, 0) + 1
WITH ledger
OPTIONAL MATCH (earlier:Change {key: $key})
WITH ledger, earlier, [fact IN $facts WHERE fact.label IS NOT NULL | fact.start] AS asserted
UNWIND $facts AS fact
OPTIONAL MATCH (start:Entity {key: fact.start})
OPTIONAL MATCH (entity:Entity {key: fact.end}) WHERE NOT fact.toSource
OPTIONAL MATCH (source:Source {key: fact.end}) WHERE fact.toSource
WITH ledger, earlier, fact, start, coalesce(entity, source) AS end,
     // An end that the submitter may not see is missing, as it would be if it were not there.
     fact.label IS NOT NULL OR fact.start IN asserted OR EXISTS {
       MATCH (start)-[said:ASSERTED_BY]->(:Source)
       WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
     } AS startKnown,
     (NOT fact.toSource AND fact.end IN asserted)
       OR (source.marking <= $clearance AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo))
       OR EXISTS {
         MATCH (entity)-[said:ASSERTED_BY]->(:Source)
         WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
       } AS endKnown
OPTIONAL MATCH (start)-[standing:$(fact.type)]->(end)
WHERE standing.factKey = fact.factKey AND standing.supersededAt IS NULL
  AND standing.marking <= $clearance AND (standing.releasableTo IS NULL OR $nationality IN standing.releasableTo)
WITH ledger, earlier, fact,
     CASE
       WHEN NOT startKnown OR NOT coalesce(endKnown, false) THEN 'missing'
       WHEN fact.label IS NOT NULL AND NOT fact.label IN labels(start) THEN 'clashing'
       WHEN standing IS NULL AND fact.expected IS NOT NULL THEN 'gone'
       WHEN standing IS NOT NULL AND fact.expected IS NULL THEN 'exists'
       WHEN standing.recordId <> fact.expected THEN 'changed'
     END AS problem
WITH ledger, earlier,
     collect(CASE WHEN problem IS NOT NULL THEN {factKey: fact.factKey, problem: problem} END) AS problems
CALL (ledger, earlier, problems) {
  WITH ledger, earlier, problems
  WHERE earlier IS NULL AND size(problems) = 0
  CREATE (:Change {
    key: $key,
    digest: $digest,
    author: $author,
    reason: $reason,
    recordedAt: $recordedAt,
    entered: [fact IN $facts WHERE fact.record IS NOT NULL | fact.record.recordId],
    closed: [fact IN $facts WHERE fact.expected IS NOT NULL | fact.expected]
  })
  // Each change has a position of its own, in the order in which changes are committed, since the ledger is locked.
  SET ledger.position = coalesce(ledger.position, 0) + size($facts)
  WITH ledger.position - size($facts) AS before, $facts AS facts
  UNWIND range(1, size(facts)) AS number
  WITH before + number AS position, facts[number - 1] AS fact
  FOREACH (label IN CASE WHEN fact.label IS NULL THEN [] ELSE [fact.label] END |
    MERGE (asserted:Entity {key: fact.start})
    ON CREATE SET asserted:$(label)
  )
  WITH position, fact
  MATCH (start:Entity {key: fact.start})
  OPTIONAL MATCH (entity:Entity {key: fact.end}) WHERE NOT fact.toSource
  OPTIONAL MATCH (source:Source {key: fact.end}) WHERE fact.toSource
  WITH position, fact, start, coalesce(entity, source) AS end
  OPTIONAL MATCH (start)-[replaced:$(fact.type)]->(end)
  WHERE replaced.recordId = fact.expected AND replaced.supersededAt IS NULL
  FOREACH (old IN CASE WHEN replaced IS NULL THEN [] ELSE [replaced] END |
    SET old.supersededAt = $recordedAt, old.closedIn = position
  )
  FOREACH (record IN CASE WHEN fact.record IS NULL THEN [] ELSE [fact.record] END |
    CREATE (start)-[entered:$(fact.type)]->(end)
    SET entered = record
    SET entered.enteredIn = position
  )
  CREATE (:Entry {position: position, type: fact.type, start: fact.start, end: fact.end, toSource: fact.toSource})
  RETURN count(*) AS written
}
RETURN problems,
       written,
       earlier.digest AS earlierDigest,
       earlier.recordedAt AS earlierRecordedAt,
       earlier.entered AS earlierEntered,
       earlier.closed AS earlierClosed
