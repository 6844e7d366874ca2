// With whom does a nation exercise, train and talk most often?
// Only engagements of at most eight participants count: in a forum of fifty everybody meets everybody.
:param nation => 'IND';
:param since => date('2010-01-01');
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[own:PARTICIPATED_IN]->(engagement:Engagement)
WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $since <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND nation.marking <= $clearance AND engagement.marking <= $clearance
MATCH (engagement)<-[theirs:PARTICIPATED_IN]-(other:Nation)
WHERE other <> nation
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $since <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND other.marking <= $clearance
WITH engagement, collect(DISTINCT other) AS others
WHERE size(others) < 8
UNWIND others AS other
RETURN other.name AS partner,
       count(engagement) AS engagements,
       collect(DISTINCT engagement.kind) AS kinds,
       max(engagement.validFrom) AS latest
ORDER BY engagements DESC, partner
// The first fifty partners tell the pattern.
LIMIT 50;
