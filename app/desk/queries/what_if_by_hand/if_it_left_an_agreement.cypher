// If a nation withdrew from an agreement, who would no longer be bound to defend it?
// The others keep an obligation to it by a second agreement; those who are listed do not.
:param nation => 'TUR';
:param agreement => 'north-atlantic-treaty';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[own:PARTY_TO]->(agreement:Agreement {key: $agreement})
      <-[bound:PARTY_TO]-(defender:Nation)
WHERE 'defence' IN bound.obligations
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND bound.validFrom <= $on AND (bound.validTo IS NULL OR $on <= bound.validTo)
  AND bound.supersededAt IS NULL AND bound.marking <= $clearance
  AND (bound.releasableTo IS NULL OR $nationality IN bound.releasableTo)
  AND nation.marking <= $clearance AND agreement.marking <= $clearance AND defender.marking <= $clearance
  AND NOT EXISTS {
    MATCH (nation)-[stays:PARTY_TO]->(second:Agreement)<-[still:PARTY_TO]-(defender)
    WHERE second <> agreement
      AND 'defence' IN still.obligations
      AND stays.validFrom <= $on AND (stays.validTo IS NULL OR $on <= stays.validTo)
      AND stays.supersededAt IS NULL AND stays.marking <= $clearance
      AND (stays.releasableTo IS NULL OR $nationality IN stays.releasableTo)
      AND still.validFrom <= $on AND (still.validTo IS NULL OR $on <= still.validTo)
      AND still.supersededAt IS NULL AND still.marking <= $clearance
      AND (still.releasableTo IS NULL OR $nationality IN still.releasableTo)
      AND second.marking <= $clearance
  }
RETURN nation, own, agreement, bound, defender
ORDER BY defender.key
// The largest alliance has 32 parties.
LIMIT 100;
