// Who joined a body, and who left it, year by year?
// Each row is one spell of membership: a nation that left and came back has two. No end means still in.
:param organization => 'nato';
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation)-[member:MEMBER_OF]->(body:Organization {key: $organization})
WHERE member.supersededAt IS NULL AND member.marking <= $clearance
  AND (member.releasableTo IS NULL OR $nationality IN member.releasableTo)
  AND nation.marking <= $clearance AND body.marking <= $clearance
RETURN nation.name AS nation,
       member.role AS role,
       member.validFrom AS joined,
       member.validTo AS left,
       member.accession AS how,
       member.source AS source
ORDER BY joined, nation
// A body has a few hundred spells at most, over all its history.
LIMIT 500;
