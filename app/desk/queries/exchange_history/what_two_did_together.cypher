// What have two nations done together in a period?
// Both took part, as host, lead, participant or observer. The newest first.
:param nation => 'IND';
:param other => 'JPN';
:param since => date('2010-01-01');
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[own:PARTICIPATED_IN]->(engagement:Engagement)
      <-[theirs:PARTICIPATED_IN]-(other:Nation {key: $other})
WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $since <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $since <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND nation.marking <= $clearance AND engagement.marking <= $clearance AND other.marking <= $clearance
RETURN nation, own, engagement, theirs, other
ORDER BY engagement.validFrom DESC
// About what a screen shows before labels overlap.
LIMIT 100;
