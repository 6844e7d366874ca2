// Which series have gone quiet for longer than their own rhythm?
// A series is late when more months have passed since its last edition than twice its cadence.
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (series:EngagementSeries)<-[edition:IN_SERIES]-(engagement:Engagement)
WHERE series.cadenceMonths IS NOT NULL
  AND edition.validFrom <= $on
  AND edition.supersededAt IS NULL AND edition.marking <= $clearance
  AND (edition.releasableTo IS NULL OR $nationality IN edition.releasableTo)
  AND series.marking <= $clearance AND engagement.marking <= $clearance
WITH series, max(edition.validFrom) AS latest, count(DISTINCT engagement) AS editions
WITH series, latest, editions, duration.inMonths(latest, $on).months AS monthsAgo
WHERE monthsAgo > 2 * series.cadenceMonths
RETURN series.name AS series,
       series.cadenceMonths AS everyMonths,
       editions,
       latest,
       monthsAgo
ORDER BY monthsAgo DESC
// There are about 200 series in the seed.
LIMIT 200;
