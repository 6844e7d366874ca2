// How many engagements of each kind did a nation take part in, year by year?
// Choose the table and sort it, or take it out as CSV for a chart.
:param nation => 'IND';
:param since => date('2010-01-01');
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[part:PARTICIPATED_IN]->(engagement:Engagement)
WHERE part.validFrom <= $on AND (part.validTo IS NULL OR $since <= part.validTo)
  AND part.supersededAt IS NULL AND part.marking <= $clearance
  AND (part.releasableTo IS NULL OR $nationality IN part.releasableTo)
  AND nation.marking <= $clearance AND engagement.marking <= $clearance
RETURN part.validFrom.year AS year,
       engagement.kind AS kind,
       count(DISTINCT engagement) AS engagements
ORDER BY year DESC, engagements DESC
// 14 kinds of engagement a year, for as many years as are asked for.
LIMIT 1000;
