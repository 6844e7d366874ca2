// What stands around a nation on a day: bodies, agreements, disputes and capabilities?
// Double-click a node to go on from there.
:param nation => 'EST';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[fact:MEMBER_OF|PARTY_TO|DISPUTES|HAS_CAPABILITY]->(other)
WHERE fact.validFrom <= $on AND (fact.validTo IS NULL OR $on <= fact.validTo)
  AND fact.supersededAt IS NULL AND fact.marking <= $clearance
  AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND nation.marking <= $clearance AND other.marking <= $clearance
RETURN nation, fact, other
ORDER BY type(fact), other.key
// About what a screen shows before labels overlap.
LIMIT 150;
