// jobs/standing
// What a writer may know of facts that it is about to write: whether their ends are there, which record of each stands,
// and whether another stands that it may not see.
//
// result: many
// viewer: not source, its rule is part of what decides whether an end is known
// viewer: not standing, who writes beside a hidden record is told nothing of it
// param facts: list<map>        type, start, end, toSource, factKey, startGiven, endGiven of each
// param clearance: integer      the writer's clearance
// param nationality: string?    the writer's nationality
// timeout: 60 s
UNWIND range(0, size($facts) - 1) AS number
WITH number, $facts[number] AS fact
OPTIONAL MATCH (start:Entity {key: fact.start})
OPTIONAL MATCH (entity:Entity {key: fact.end}) WHERE NOT fact.toSource
OPTIONAL MATCH (source:Source {key: fact.end}) WHERE fact.toSource
WITH number, fact, start, coalesce(entity, source) AS end,
     // An end that the writer may not see is missing, as it would be if it were not there.
     fact.startGiven OR EXISTS {
       MATCH (start)-[said:ASSERTED_BY]->(:Source)
       WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
     } AS startKnown,
     fact.endGiven
       OR coalesce(source.marking <= $clearance, false)
          AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
       OR EXISTS {
         MATCH (entity)-[said:ASSERTED_BY]->(:Source)
         WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
       } AS endKnown
OPTIONAL MATCH (start)-[standing:$(fact.type)]->(end)
WHERE standing.factKey = fact.factKey AND standing.supersededAt IS NULL
WITH number, startKnown AND endKnown AS known, standing,
     // Whether a record may be seen by somebody of no nationality is not unknown where it is released to some.
     CASE WHEN standing IS NOT NULL THEN coalesce(
       standing.marking <= $clearance AND (standing.releasableTo IS NULL OR $nationality IN standing.releasableTo),
       false
     ) END AS visible
RETURN number,
       known,
       any(seen IN collect(visible) WHERE NOT seen) AS hidden,
       collect(CASE WHEN visible THEN {recordId: standing.recordId, digest: standing.digest} END)[0] AS seen
ORDER BY number
