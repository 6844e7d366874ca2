// What is a nation known to lack, fully or in part?
// `none` and `limited` are statements of a source. A missing relationship is unknown, never no.
:param nation => 'EST';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[has:HAS_CAPABILITY]->(capability:Capability)
WHERE has.level <> 'full'
  AND has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
  AND has.supersededAt IS NULL AND has.marking <= $clearance
  AND (has.releasableTo IS NULL OR $nationality IN has.releasableTo)
  AND nation.marking <= $clearance AND capability.marking <= $clearance
RETURN nation, has, capability
ORDER BY has.level DESC, capability.key
// There are 99 capabilities in the seed.
LIMIT 100;
