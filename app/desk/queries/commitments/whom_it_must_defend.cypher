// Whom is a nation bound to defend, and by what?
// One row for each agreement and nation that it is owed to, with what the party excepted.
:param nation => 'JPN';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[bound:PARTY_TO]->(agreement:Agreement)<-[party:PARTY_TO]-(owed:Nation)
WHERE 'defence' IN bound.obligations
  AND bound.validFrom <= $on AND (bound.validTo IS NULL OR $on <= bound.validTo)
  AND bound.supersededAt IS NULL AND bound.marking <= $clearance
  AND (bound.releasableTo IS NULL OR $nationality IN bound.releasableTo)
  AND party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.supersededAt IS NULL AND party.marking <= $clearance
  AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND nation.marking <= $clearance AND agreement.marking <= $clearance AND owed.marking <= $clearance
RETURN agreement.name AS agreement,
       collect(DISTINCT owed.key) AS owed,
       bound.reservation AS reservation,
       bound.validFrom AS since,
       bound.source AS source
ORDER BY size(owed) DESC, agreement
// No nation is bound by more than some dozens of agreements.
LIMIT 100;
