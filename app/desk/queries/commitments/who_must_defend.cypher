// If a nation is attacked, who is bound to defend it?
// The direction matters: a party owes what stands on its own PARTY_TO to every other party of the same agreement. The
// United States is bound to defend Japan; Japan is not bound in return.
:param nation => 'JPN';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (attacked:Nation {key: $nation})-[own:PARTY_TO]->(agreement:Agreement)<-[bound:PARTY_TO]-(defender:Nation)
WHERE 'defence' IN bound.obligations
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND bound.validFrom <= $on AND (bound.validTo IS NULL OR $on <= bound.validTo)
  AND bound.supersededAt IS NULL AND bound.marking <= $clearance
  AND (bound.releasableTo IS NULL OR $nationality IN bound.releasableTo)
  AND attacked.marking <= $clearance AND agreement.marking <= $clearance AND defender.marking <= $clearance
RETURN attacked, own, agreement, bound, defender
ORDER BY defender.key
// The largest alliance has 32 parties. Some nations have several alliances.
LIMIT 300;
