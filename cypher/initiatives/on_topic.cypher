// initiatives/on_topic
// The initiatives on some topics that run on a day, with objectives, resources and what limits them.
//
// result: many
// param topics: list<string>   topics: artificial_intelligence, cyber, space, pandemic_preparedness …
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (initiative:Initiative)-[said:ASSERTED_BY]->(:Source)
WHERE said.topic IN $topics
  AND said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
CALL (initiative) {
  MATCH (means:Entity)-[serves:SERVES]->(initiative)
  WHERE serves.validFrom <= $on AND (serves.validTo IS NULL OR $on <= serves.validTo)
    AND serves.recordedAt <= $knownOn AND (serves.supersededAt IS NULL OR serves.supersededAt > $knownOn)
    AND serves.marking <= $clearance AND (serves.releasableTo IS NULL OR $nationality IN serves.releasableTo)
    AND EXISTS {
      MATCH (means)-[known:ASSERTED_BY]->(:Source)
      WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
        AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
    }
  WITH DISTINCT means.key AS means
  ORDER BY means
  RETURN collect(means) AS servedBy
}
RETURN initiative.key AS key,
       said.name AS name,
       said.topic AS topic,
       said.objectives AS objectives,
       said.resources AS resources,
       said.constraints AS constraints,
       said.validFrom AS since,
       servedBy,
       said.source AS source,
       said.sourceRow AS sourceRow,
       coalesce(said.synthetic, false) AS synthetic
ORDER BY topic, key, source
