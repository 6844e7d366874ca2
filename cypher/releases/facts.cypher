// releases/facts
// Every record between entities that a viewer may see, from sources that the viewer may see, superseded ones too.
// Positions in the ledger are left out: they count what others may see.
//
// result: many
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
// param madeAt: datetime        what was recorded later is left out, and what was superseded later stands
// timeout: 600 s
MATCH (start:Entity)-[fact]->(end:Entity)
WHERE fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND fact.recordedAt <= $madeAt
  AND EXISTS {
    MATCH (origin:Source {key: fact.source})
    WHERE origin.marking <= $clearance AND (origin.releasableTo IS NULL OR $nationality IN origin.releasableTo)
  }
  AND all(entity IN [start, end] WHERE EXISTS {
    MATCH (entity)-[said:ASSERTED_BY]->(source:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND source.marking <= $clearance AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
  })
RETURN type(fact) AS type, start.key AS start, end.key AS end, fact {
         .*,
         supersededAt: CASE WHEN fact.supersededAt <= $madeAt THEN fact.supersededAt END,
         enteredIn: null,
         closedIn: null
       } AS record
