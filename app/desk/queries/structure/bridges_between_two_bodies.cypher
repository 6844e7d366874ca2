// Which nations belong to both of two bodies on a day?
// They are the bridge between the two, and there are bodies that only one nation joins.
:param organization => 'nato';
:param otherOrganization => 'osce';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (one:Organization {key: $organization})
      <-[member:MEMBER_OF]-(bridge:Nation)-[other:MEMBER_OF]->(two:Organization {key: $otherOrganization})
WHERE member.validFrom <= $on AND (member.validTo IS NULL OR $on <= member.validTo)
  AND member.supersededAt IS NULL AND member.marking <= $clearance
  AND (member.releasableTo IS NULL OR $nationality IN member.releasableTo)
  AND other.validFrom <= $on AND (other.validTo IS NULL OR $on <= other.validTo)
  AND other.supersededAt IS NULL AND other.marking <= $clearance
  AND (other.releasableTo IS NULL OR $nationality IN other.releasableTo)
  AND one.marking <= $clearance AND bridge.marking <= $clearance AND two.marking <= $clearance
RETURN one, member, bridge, other, two
ORDER BY bridge.key
// About what a screen shows before labels overlap.
LIMIT 150;
