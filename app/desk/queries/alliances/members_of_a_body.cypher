// Who belongs to a body on a day, and as what?
// Members, associates, observers and partners are all shown; the `role` on each relationship tells them apart.
:param organization => 'nato';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation)-[member:MEMBER_OF]->(body:Organization {key: $organization})
WHERE member.validFrom <= $on AND (member.validTo IS NULL OR $on <= member.validTo)
  AND member.supersededAt IS NULL AND member.marking <= $clearance
  AND (member.releasableTo IS NULL OR $nationality IN member.releasableTo)
  AND nation.marking <= $clearance AND body.marking <= $clearance
RETURN nation, member, body
// The largest body in the seed has fewer members than there are states.
LIMIT 250;
