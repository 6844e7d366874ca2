// What does each barrier limit: nations, bodies, agreements, programmes, capabilities?
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (barrier:InformationBarrier)-[restricts:RESTRICTS]->(restricted)
WHERE restricts.validFrom <= $on AND (restricts.validTo IS NULL OR $on <= restricts.validTo)
  AND restricts.supersededAt IS NULL AND restricts.marking <= $clearance
  AND (restricts.releasableTo IS NULL OR $nationality IN restricts.releasableTo)
  AND barrier.marking <= $clearance AND restricted.marking <= $clearance
RETURN barrier, restricts, restricted
ORDER BY barrier.key, restricted.key
// 56 of them are in the seed.
LIMIT 200;
