// record/show_best_assertion
// Let entities show, for people who look at them in Neo4j Browser, what the best public source says of them now.
// The assertions themselves stay untouched; questions read those, for their viewer and their dates.
//
// result: write
// viewer: none, bookkeeping of imports by who runs the service
// param keys: list<string>   entities whose assertions changed
// timeout: 60 s
UNWIND $keys AS key
MATCH (entity:Entity {key: key})
CALL (entity) {
  OPTIONAL MATCH (entity)-[asserted:ASSERTED_BY]->(:Source)
  WHERE asserted.supersededAt IS NULL
    AND asserted.marking = 0
    AND asserted.releasableTo IS NULL
  RETURN asserted
  // What still holds comes before what ended; then the better grade; the source's key makes the choice repeatable.
  ORDER BY coalesce(asserted.validTo, date('9999-12-31')) DESC,
           asserted.reliability, asserted.credibility, asserted.source, asserted.validFrom DESC
  LIMIT 1
}
// An entity without a public assertion shows nothing but its key.
SET entity = CASE
  WHEN asserted IS NULL THEN {key: entity.key}
  ELSE asserted {.*, key: entity.key, factKey: null, recordId: null, digest: null, enteredIn: null}
END
RETURN count(entity) AS shown
