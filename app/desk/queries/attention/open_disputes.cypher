// Which disputes are open on a day, and who stands where?
// Nations of one side bear one letter on their DISPUTES.
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation)-[side:DISPUTES]->(dispute:Dispute)
WHERE side.validFrom <= $on AND (side.validTo IS NULL OR $on <= side.validTo)
  AND side.supersededAt IS NULL AND side.marking <= $clearance
  AND (side.releasableTo IS NULL OR $nationality IN side.releasableTo)
  AND nation.marking <= $clearance AND dispute.marking <= $clearance
RETURN nation, side, dispute
ORDER BY dispute.key, side.side
// More than 300 nodes are a picture that nobody reads.
LIMIT 300;
