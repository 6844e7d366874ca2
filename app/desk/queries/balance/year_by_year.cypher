// How did one nation's engagements with two powers change from year to year?
:param subject => 'VNM';
:param nation => 'USA';
:param other => 'CHN';
:param since => date('2000-01-01');
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (subject:Nation {key: $subject})-[own:PARTICIPATED_IN]->(engagement:Engagement)
      <-[theirs:PARTICIPATED_IN]-(power:Nation)
WHERE power.key IN [$nation, $other]
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $since <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $since <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND subject.marking <= $clearance AND engagement.marking <= $clearance AND power.marking <= $clearance
RETURN own.validFrom.year AS year,
       count(DISTINCT CASE WHEN power.key = $nation THEN engagement END) AS withOne,
       count(DISTINCT CASE WHEN power.key = $other THEN engagement END) AS withOther
ORDER BY year
// A century of years.
LIMIT 100;
