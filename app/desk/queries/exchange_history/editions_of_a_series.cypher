// When was a series held, and where?
// The gaps between the rows are what a lapse looks like.
:param series => 'cobra-gold';
:param clearance => 0;
:param nationality => null;

MATCH (series:EngagementSeries {key: $series})<-[edition:IN_SERIES]-(engagement:Engagement)
WHERE edition.supersededAt IS NULL AND edition.marking <= $clearance
  AND (edition.releasableTo IS NULL OR $nationality IN edition.releasableTo)
  AND series.marking <= $clearance AND engagement.marking <= $clearance
RETURN series, edition, engagement
ORDER BY engagement.validFrom
// The longest series in the seed has some dozens of editions.
LIMIT 100;
