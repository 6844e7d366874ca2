// What does the whole network of defence agreements look like on a day?
// Drag a node to untangle it, and double-click one to expand it.
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation)-[party:PARTY_TO]->(agreement:Agreement)
WHERE 'defence' IN party.obligations
  AND party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.supersededAt IS NULL AND party.marking <= $clearance
  AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND nation.marking <= $clearance AND agreement.marking <= $clearance
RETURN nation, party, agreement
ORDER BY agreement.key, nation.key
// Browser draws 300 nodes unless it is told otherwise.
LIMIT 300;
