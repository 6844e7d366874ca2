// How many facts of each kind are known only to the month or to the year?
// A partial date widens to the longest interval that it allows.
:param clearance => 0;
:param nationality => null;

MATCH (:Entity)-[fact]->(:Entity)
WHERE fact.validFromPrecision <> 'day'
  AND fact.supersededAt IS NULL AND fact.marking <= $clearance
  AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
RETURN type(fact) AS fact,
       fact.validFromPrecision AS precision,
       count(fact) AS facts
ORDER BY facts DESC
// As many rows as kinds of fact, twice.
LIMIT 50;
