// Which nations have fully what a nation is known to lack?
// The pairs are where pooling, sharing or air policing by others starts from.
:param nation => 'EST';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[lacks:HAS_CAPABILITY]->(capability:Capability)
      <-[has:HAS_CAPABILITY]-(other:Nation)
WHERE lacks.level IN ['none', 'limited']
  AND has.level = 'full'
  AND lacks.validFrom <= $on AND (lacks.validTo IS NULL OR $on <= lacks.validTo)
  AND lacks.supersededAt IS NULL AND lacks.marking <= $clearance
  AND (lacks.releasableTo IS NULL OR $nationality IN lacks.releasableTo)
  AND has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
  AND has.supersededAt IS NULL AND has.marking <= $clearance
  AND (has.releasableTo IS NULL OR $nationality IN has.releasableTo)
  AND nation.marking <= $clearance AND capability.marking <= $clearance AND other.marking <= $clearance
RETURN nation, lacks, capability, has, other
ORDER BY capability.key, other.key
// Some dozens of nations have each capability on record.
LIMIT 200;
