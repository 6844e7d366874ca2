// resources/constraints
// What limits the forces of a nation on a day: constrained or missing capabilities, each with its reason.
//
// result: many
// param nation: string         key of a nation
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})-[has:HAS_CAPABILITY]->(capability:Capability)
WHERE (has.level <> 'full' OR has.constraint IS NOT NULL)
  AND has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
  AND has.recordedAt <= $knownOn AND (has.supersededAt IS NULL OR has.supersededAt > $knownOn)
  AND has.marking <= $clearance AND (has.releasableTo IS NULL OR $nationality IN has.releasableTo)
  AND EXISTS {
    MATCH (nation)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (capability) {
  MATCH (capability)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name,
         said.area AS area
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN capability.key AS capability,
       name,
       area,
       has.level AS level,
       has.constraint AS constraint,
       has.validFrom AS since,
       has.source AS source,
       has.sourceRow AS sourceRow,
       coalesce(has.synthetic, false) AS synthetic
ORDER BY area, capability, source
