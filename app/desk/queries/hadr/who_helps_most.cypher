// Who has taken part in most relief missions of others since a day, and what did it send?
:param since => date('2000-01-01');
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (helper:Nation)-[helped:PARTICIPATED_IN]->(mission:Engagement {kind: 'hadr_mission'})
WHERE helped.role IN ['lead', 'participant', 'organiser']
  AND helped.validFrom <= $on AND (helped.validTo IS NULL OR $since <= helped.validTo)
  AND helped.supersededAt IS NULL AND helped.marking <= $clearance
  AND (helped.releasableTo IS NULL OR $nationality IN helped.releasableTo)
  AND helper.marking <= $clearance AND mission.marking <= $clearance
RETURN helper.name AS helper,
       count(DISTINCT mission) AS missions,
       sum(helped.personnel) AS personnel,
       collect(DISTINCT helped.contribution)[..5] AS someOfWhatItSent
ORDER BY missions DESC, helper
// The first forty helpers are nearly all help on record.
LIMIT 40;
