// Which facts rest on a source that is not usually reliable, or on a doubtful statement?
:param clearance => 0;
:param nationality => null;

MATCH (one:Entity)-[fact]->(two:Entity)
WHERE (fact.reliability >= 'C' OR fact.credibility >= 3)
  AND fact.supersededAt IS NULL AND fact.marking <= $clearance
  AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND one.marking <= $clearance AND two.marking <= $clearance
RETURN one.name AS start,
       type(fact) AS fact,
       two.name AS end,
       fact.reliability + toString(fact.credibility) AS grade,
       fact.source AS source
ORDER BY grade DESC, start, end
// A page to start from: the weakest first.
LIMIT 200;
