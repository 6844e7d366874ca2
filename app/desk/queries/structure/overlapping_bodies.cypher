// Which bodies have most members in common on a day?
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (one:Organization)<-[member:MEMBER_OF]-(nation:Nation)-[other:MEMBER_OF]->(two:Organization)
WHERE one.key < two.key
  AND member.validFrom <= $on AND (member.validTo IS NULL OR $on <= member.validTo)
  AND member.supersededAt IS NULL AND member.marking <= $clearance
  AND (member.releasableTo IS NULL OR $nationality IN member.releasableTo)
  AND other.validFrom <= $on AND (other.validTo IS NULL OR $on <= other.validTo)
  AND other.supersededAt IS NULL AND other.marking <= $clearance
  AND (other.releasableTo IS NULL OR $nationality IN other.releasableTo)
  AND one.marking <= $clearance AND nation.marking <= $clearance AND two.marking <= $clearance
RETURN one.name AS body,
       two.name AS other,
       count(DISTINCT nation) AS inCommon
ORDER BY inCommon DESC, body, other
// The first fifty pairs show the overlap.
LIMIT 50;
