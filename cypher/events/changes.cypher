// events/changes
// Changes after a position, in the order in which they were committed, as far as a viewer may see them; and how far
// the entries were read for that. A fact is seen from the change on by which it and both of its ends can be seen: where
// an entity is asserted to the viewer for the first time, so are the facts that stood and waited for it.
//
// result: one
// viewer: not entry, it tells no more than where its facts are; an entry without one that may be seen is not told of
// viewer: not source, its key is all that is read
// param after: integer          position of the last entry that was read whole
// param most: integer           entries to read
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
// timeout: 60 s
CALL () {
  MATCH (entry:Entry)
  WHERE entry.position > $after
  RETURN entry
  ORDER BY entry.position
  LIMIT $most
}
MATCH (start:Entity {key: entry.start})
OPTIONAL MATCH (entity:Entity {key: entry.end}) WHERE NOT entry.toSource
OPTIONAL MATCH (source:Source {key: entry.end}) WHERE entry.toSource
WITH entry, start, coalesce(entity, source) AS end
OPTIONAL MATCH (start)-[entered:$(entry.type)]->(end)
WHERE entered.enteredIn = entry.position
  AND entered.marking <= $clearance AND (entered.releasableTo IS NULL OR $nationality IN entered.releasableTo)
OPTIONAL MATCH (start)-[closed:$(entry.type)]->(end)
WHERE closed.closedIn = entry.position
  AND closed.marking <= $clearance AND (closed.releasableTo IS NULL OR $nationality IN closed.releasableTo)
CALL (start) {
  OPTIONAL MATCH (start)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  // What was recorded before there were positions was known before any of them.
  RETURN min(CASE WHEN said IS NOT NULL THEN coalesce(said.enteredIn, 0) END) AS startKnown
}
CALL (end) {
  OPTIONAL MATCH (end)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  WITH end, min(CASE WHEN said IS NOT NULL THEN coalesce(said.enteredIn, 0) END) AS known
  // A source is known by what it says.
  RETURN CASE WHEN end:Source THEN 0 ELSE known END AS endKnown
}
WITH entry, start, end, entered, closed,
     (entered IS NOT NULL OR closed IS NOT NULL) AND startKnown <= entry.position AND endKnown <= entry.position AS seen,
     entry.type = 'ASSERTED_BY' AND entered IS NOT NULL AND startKnown = entry.position AS first
CALL (entry, start, first) {
  WITH entry, start
  WHERE first
  MATCH (start)-[fact]-(other)
  WHERE fact.enteredIn < entry.position AND (fact.closedIn IS NULL OR fact.closedIn > entry.position)
    AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
    AND (other:Source OR EXISTS {
      MATCH (other)-[said:ASSERTED_BY]->(:Source)
      WHERE coalesce(said.enteredIn, 0) <= entry.position
        AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    })
  WITH fact
  ORDER BY fact.enteredIn
  RETURN collect({
    type: type(fact),
    start: startNode(fact).key,
    startLabel: [label IN labels(startNode(fact)) WHERE label <> 'Entity'][0],
    end: endNode(fact).key,
    endLabel: [label IN labels(endNode(fact)) WHERE label <> 'Entity'][0],
    entered: fact {.*, digest: null, enteredIn: null, closedIn: null, supersededAt: null}
  }) AS waited
}
WITH entry, seen, waited, {
  type: entry.type,
  start: entry.start,
  startLabel: [label IN labels(start) WHERE label <> 'Entity'][0],
  end: entry.end,
  endLabel: [label IN labels(end) WHERE label <> 'Entity'][0],
  entered: entered {.*, digest: null, enteredIn: null, closedIn: null, supersededAt: null},
  closed: closed {.factKey, .recordId, at: closed.supersededAt}
} AS change
ORDER BY entry.position
RETURN count(entry) AS read,
       max(entry.position) AS last,
       collect(CASE WHEN seen THEN {position: entry.position, changes: [change] + waited} END) AS seen
