// Where is one party bound to defend, and another of the same agreement not?
// Asymmetric commitments: these are the pairs where "ally" means two different things on the two sides.
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (bound:Nation)-[duty:PARTY_TO]->(agreement:Agreement)<-[free:PARTY_TO]-(unbound:Nation)
WHERE 'defence' IN duty.obligations
  AND NOT 'defence' IN coalesce(free.obligations, [])
  AND NOT 'defence' IN coalesce(free.obligationsUnknown, [])
  AND duty.source = free.source
  AND duty.validFrom <= $on AND (duty.validTo IS NULL OR $on <= duty.validTo)
  AND duty.supersededAt IS NULL AND duty.marking <= $clearance
  AND (duty.releasableTo IS NULL OR $nationality IN duty.releasableTo)
  AND free.validFrom <= $on AND (free.validTo IS NULL OR $on <= free.validTo)
  AND free.supersededAt IS NULL AND free.marking <= $clearance
  AND (free.releasableTo IS NULL OR $nationality IN free.releasableTo)
  AND bound.marking <= $clearance AND agreement.marking <= $clearance AND unbound.marking <= $clearance
RETURN bound, duty, agreement, free, unbound
ORDER BY agreement.key, bound.key, unbound.key
// More than 300 rows are a picture that nobody reads.
LIMIT 300;
