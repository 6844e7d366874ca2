// Which engagements do not say where they were held, and belong to no series that could tell?
:param clearance => 0;
:param nationality => null;

MATCH (engagement:Engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.location IS NULL
  AND held.supersededAt IS NULL AND held.marking <= $clearance
  AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
  AND engagement.marking <= $clearance
  AND NOT EXISTS {
    MATCH (engagement)-[edition:IN_SERIES]->(:EngagementSeries)
    WHERE edition.supersededAt IS NULL AND edition.marking <= $clearance
      AND (edition.releasableTo IS NULL OR $nationality IN edition.releasableTo)
  }
RETURN held.name AS engagement,
       held.kind AS kind,
       held.validFrom AS first,
       held.source AS source
ORDER BY first DESC, engagement
// A page to start from: the newest first.
LIMIT 200;
