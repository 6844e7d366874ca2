// history/of_entity
// Everything that was ever recorded of an entity and may be seen: each version of each fact, what replaced it and
// when.
//
// result: many
// param key: string            key of an entity
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (entity:Entity {key: $key})-[fact]-(other:Entity)
WHERE fact.recordedAt <= $knownOn
  AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  // Neither end may be one that the viewer has never been able to see. A source is known by what it says.
  AND all(end IN [entity, other] WHERE end:Source OR EXISTS {
    MATCH (end)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  })
RETURN type(fact) AS type,
       startNode(fact).key AS start,
       endNode(fact).key AS end,
       fact {.*, digest: null, recordId: null, factKey: null, enteredIn: null, closedIn: null} AS record,
       fact.recordedAt AS recordedAt,
       // What is superseded later than was known by then stood at that time.
       CASE WHEN fact.supersededAt <= $knownOn THEN fact.supersededAt END AS supersededAt
ORDER BY type, start, end, fact.validFrom, fact.source, recordedAt
// An entity's own history is short, but a nation has taken part in much.
LIMIT 10000
