// releases/assertions
// Every record of what a source says of an entity that a viewer may see, superseded ones too. Positions in the ledger
// are left out: they count what others may see.
//
// result: many
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
// param madeAt: datetime        what was recorded later is left out, and what was superseded later stands
// timeout: 600 s
MATCH (start:Entity)-[said:ASSERTED_BY]->(source:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $madeAt
  AND source.marking <= $clearance AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
RETURN start.key AS start,
       [label IN labels(start) WHERE label <> 'Entity'][0] AS label,
       source.key AS end,
       said {
         .*,
         supersededAt: CASE WHEN said.supersededAt <= $madeAt THEN said.supersededAt END,
         enteredIn: null,
         closedIn: null
       } AS record
