// Which relief missions went to a nation, and who took part?
:param nation => 'NPL';
:param clearance => 0;
:param nationality => null;

MATCH (recipient:Nation {key: $nation})-[received:PARTICIPATED_IN]->(mission:Engagement {kind: 'hadr_mission'})
      <-[helped:PARTICIPATED_IN]-(helper:Nation)
WHERE helper <> recipient
  AND received.supersededAt IS NULL AND received.marking <= $clearance
  AND (received.releasableTo IS NULL OR $nationality IN received.releasableTo)
  AND helped.supersededAt IS NULL AND helped.marking <= $clearance
  AND (helped.releasableTo IS NULL OR $nationality IN helped.releasableTo)
  AND recipient.marking <= $clearance AND mission.marking <= $clearance AND helper.marking <= $clearance
RETURN recipient, received, mission, helped, helper
ORDER BY mission.validFrom DESC
// About what a screen shows before labels overlap.
LIMIT 150;
