// What does a kind of mission need: which capabilities and standards, and how much does each matter?
// The weight on REQUIRES goes from 1, useful, to 5, essential.
:param requirement => 'mission-hadr';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (requirement:Requirement {key: $requirement})-[needs:REQUIRES]->(needed:Capability|Standard)
WHERE needs.validFrom <= $on AND (needs.validTo IS NULL OR $on <= needs.validTo)
  AND needs.supersededAt IS NULL AND needs.marking <= $clearance
  AND (needs.releasableTo IS NULL OR $nationality IN needs.releasableTo)
  AND requirement.marking <= $clearance AND needed.marking <= $clearance
RETURN requirement, needs, needed
ORDER BY needs.weight DESC, needed.key
// A mission needs some dozens of things.
LIMIT 100;
