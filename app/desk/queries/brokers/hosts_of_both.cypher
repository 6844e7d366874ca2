// Who has hosted both of two nations, at one table or at different ones?
:param nation => 'IND';
:param other => 'CHN';
:param since => date('2000-01-01');
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[one:PARTICIPATED_IN]->(first:Engagement)
      <-[two:PARTICIPATED_IN {role: 'host'}]-(host:Nation)
WHERE host.key <> $nation
  AND host.key <> $other
  AND one.validFrom <= $on AND (one.validTo IS NULL OR $since <= one.validTo)
  AND one.supersededAt IS NULL AND one.marking <= $clearance
  AND (one.releasableTo IS NULL OR $nationality IN one.releasableTo)
  AND two.validFrom <= $on AND (two.validTo IS NULL OR $since <= two.validTo)
  AND two.supersededAt IS NULL AND two.marking <= $clearance
  AND (two.releasableTo IS NULL OR $nationality IN two.releasableTo)
  AND nation.marking <= $clearance AND first.marking <= $clearance AND host.marking <= $clearance
WITH host, count(DISTINCT first) AS hostedOne
MATCH (host)-[three:PARTICIPATED_IN {role: 'host'}]->(second:Engagement)
      <-[four:PARTICIPATED_IN]-(other:Nation {key: $other})
WHERE three.validFrom <= $on AND (three.validTo IS NULL OR $since <= three.validTo)
  AND three.supersededAt IS NULL AND three.marking <= $clearance
  AND (three.releasableTo IS NULL OR $nationality IN three.releasableTo)
  AND four.validFrom <= $on AND (four.validTo IS NULL OR $since <= four.validTo)
  AND four.supersededAt IS NULL AND four.marking <= $clearance
  AND (four.releasableTo IS NULL OR $nationality IN four.releasableTo)
  AND second.marking <= $clearance AND other.marking <= $clearance
RETURN host.name AS host,
       hostedOne,
       count(DISTINCT second) AS hostedOther
ORDER BY hostedOne + hostedOther DESC, host
// The first thirty hosts tell who convenes.
LIMIT 30;
