// Which nations are known to have, fully, what relief needs?
// The picture joins the mission to its needs and to the holders of each.
:param requirement => 'mission-hadr';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (mission:Requirement {key: $requirement})-[needs:REQUIRES]->(capability:Capability)
      <-[has:HAS_CAPABILITY]-(holder:Nation)
WHERE has.level = 'full'
  AND needs.validFrom <= $on AND (needs.validTo IS NULL OR $on <= needs.validTo)
  AND needs.supersededAt IS NULL AND needs.marking <= $clearance
  AND (needs.releasableTo IS NULL OR $nationality IN needs.releasableTo)
  AND has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
  AND has.supersededAt IS NULL AND has.marking <= $clearance
  AND (has.releasableTo IS NULL OR $nationality IN has.releasableTo)
  AND mission.marking <= $clearance AND capability.marking <= $clearance AND holder.marking <= $clearance
RETURN mission, needs, capability, has, holder
ORDER BY needs.weight DESC, holder.key
// About what a screen shows before labels overlap.
LIMIT 150;
