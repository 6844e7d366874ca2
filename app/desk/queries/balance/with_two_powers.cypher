// How often did each nation engage with one power and with another in a period?
// The share is of all engagements with either: 1 is only the first, 0 is only the second.
:param nation => 'USA';
:param other => 'CHN';
:param since => date('2000-01-01');
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (power:Nation)-[own:PARTICIPATED_IN]->(engagement:Engagement)<-[theirs:PARTICIPATED_IN]-(nation:Nation)
WHERE power.key IN [$nation, $other]
  AND NOT nation.key IN [$nation, $other]
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $since <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $since <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND power.marking <= $clearance AND engagement.marking <= $clearance AND nation.marking <= $clearance
WITH nation,
     count(DISTINCT CASE WHEN power.key = $nation THEN engagement END) AS withOne,
     count(DISTINCT CASE WHEN power.key = $other THEN engagement END) AS withOther
WHERE withOne + withOther >= 5
RETURN nation.name AS nation,
       withOne,
       withOther,
       round(toFloat(withOne) / (withOne + withOther), 2) AS share
ORDER BY share, nation
// Fewer than five engagements with both tell nothing, and are left out above. There are about 200 states.
LIMIT 250;
