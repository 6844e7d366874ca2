// Which missions need something that a nation is known to lack?
// One row for each mission, with the needs that are not met, the essential ones first.
:param nation => 'EST';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[lacks:HAS_CAPABILITY]->(capability:Capability)
      <-[needs:REQUIRES]-(mission:Requirement)
WHERE lacks.level IN ['none', 'limited']
  AND lacks.validFrom <= $on AND (lacks.validTo IS NULL OR $on <= lacks.validTo)
  AND lacks.supersededAt IS NULL AND lacks.marking <= $clearance
  AND (lacks.releasableTo IS NULL OR $nationality IN lacks.releasableTo)
  AND needs.validFrom <= $on AND (needs.validTo IS NULL OR $on <= needs.validTo)
  AND needs.supersededAt IS NULL AND needs.marking <= $clearance
  AND (needs.releasableTo IS NULL OR $nationality IN needs.releasableTo)
  AND nation.marking <= $clearance AND capability.marking <= $clearance AND mission.marking <= $clearance
WITH mission, capability, lacks, needs
ORDER BY needs.weight DESC, capability.key
RETURN mission.name AS mission,
       collect(capability.name + ': ' + lacks.level + ', weight ' + toString(needs.weight)) AS notMet
ORDER BY mission
// There are ten missions in the seed.
LIMIT 50;
