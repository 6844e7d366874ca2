// Which states are no more, or were not yet, on a day?
// Historic states are states of their own: the German Democratic Republic is not Germany.
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation)-[said:ASSERTED_BY]->(:Source)
WHERE said.supersededAt IS NULL AND said.marking <= $clearance
  AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND nation.marking <= $clearance
WITH nation, min(said.validFrom) AS first, max(coalesce(said.validTo, date('9999-12-31'))) AS last
WHERE first > $on OR last < $on
RETURN nation.key AS key,
       nation.name AS name,
       first,
       last
ORDER BY last, key
// There are 219 nations in the seed.
LIMIT 250;
