// record/export
// Every fact that stands and that a viewer may see, between ends that the viewer may see.
//
// result: many
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
// timeout: 600 s
MATCH (start:Entity)-[fact]->(end)
WHERE fact.supersededAt IS NULL
  AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND all(entity IN [start, end] WHERE entity:Source OR EXISTS {
    MATCH (entity)-[said:ASSERTED_BY]->(:Source)
    WHERE said.supersededAt IS NULL
      AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  })
RETURN type(fact) AS type,
       [label IN labels(start) WHERE label <> 'Entity'][0] AS label,
       start.key AS start,
       end.key AS end,
       fact
