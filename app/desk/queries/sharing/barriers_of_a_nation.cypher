// Which laws, rules and practices limit what a nation may share, and what lifts them?
:param nation => 'USA';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (barrier:InformationBarrier)-[restricts:RESTRICTS]->(nation:Nation {key: $nation})
WHERE restricts.validFrom <= $on AND (restricts.validTo IS NULL OR $on <= restricts.validTo)
  AND restricts.supersededAt IS NULL AND restricts.marking <= $clearance
  AND (restricts.releasableTo IS NULL OR $nationality IN restricts.releasableTo)
  AND barrier.marking <= $clearance AND nation.marking <= $clearance
RETURN barrier.name AS barrier,
       barrier.kind AS kind,
       restricts.direction AS direction,
       barrier.rule AS rule,
       barrier.remedy AS remedy
ORDER BY kind, barrier
// Far fewer barriers than this are on record.
LIMIT 100;
