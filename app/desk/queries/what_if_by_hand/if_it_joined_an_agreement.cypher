// If a nation joined an agreement, who would newly be bound to defend it?
:param candidate => 'AUT';
:param agreement => 'north-atlantic-treaty';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $candidate})
WHERE nation.marking <= $clearance
MATCH (agreement:Agreement {key: $agreement})<-[bound:PARTY_TO]-(defender:Nation)
WHERE 'defence' IN bound.obligations
  AND defender <> nation
  AND bound.validFrom <= $on AND (bound.validTo IS NULL OR $on <= bound.validTo)
  AND bound.supersededAt IS NULL AND bound.marking <= $clearance
  AND (bound.releasableTo IS NULL OR $nationality IN bound.releasableTo)
  AND agreement.marking <= $clearance AND defender.marking <= $clearance
  AND NOT EXISTS {
    MATCH (nation)-[has:PARTY_TO]->(today:Agreement)<-[already:PARTY_TO]-(defender)
    WHERE 'defence' IN already.obligations
      AND has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
      AND has.supersededAt IS NULL AND has.marking <= $clearance
      AND (has.releasableTo IS NULL OR $nationality IN has.releasableTo)
      AND already.validFrom <= $on AND (already.validTo IS NULL OR $on <= already.validTo)
      AND already.supersededAt IS NULL AND already.marking <= $clearance
      AND (already.releasableTo IS NULL OR $nationality IN already.releasableTo)
      AND today.marking <= $clearance
  }
RETURN defender.name AS newDefender,
       bound.validFrom AS partySince,
       bound.source AS source
ORDER BY newDefender
// The largest alliance has 32 parties.
LIMIT 100;
