// Which programmes are there on a topic, and what serves them?
:param topic => 'cyber';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (initiative:Initiative {topic: $topic})-[belongs:IN_DOMAIN]->(domain:Domain)
WHERE belongs.validFrom <= $on AND (belongs.validTo IS NULL OR $on <= belongs.validTo)
  AND belongs.supersededAt IS NULL AND belongs.marking <= $clearance
  AND (belongs.releasableTo IS NULL OR $nationality IN belongs.releasableTo)
  AND initiative.marking <= $clearance AND domain.marking <= $clearance
RETURN initiative, belongs, domain
ORDER BY initiative.key
// There are 89 programmes in the seed.
LIMIT 100;
