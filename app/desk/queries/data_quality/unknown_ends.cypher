// Which facts have an end that nobody knows?
:param clearance => 0;
:param nationality => null;

MATCH (one:Entity)-[fact]->(two:Entity)
WHERE fact.endUnknown
  AND fact.supersededAt IS NULL AND fact.marking <= $clearance
  AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND one.marking <= $clearance AND two.marking <= $clearance
RETURN type(fact) AS fact,
       one.name AS start,
       two.name AS end,
       fact.validFrom AS since,
       fact.source AS source
ORDER BY since, start, end
// A page to start from: the oldest first.
LIMIT 200;
