// Who visited a nation, with ships or at high level?
:param nation => 'IND';
:param clearance => 0;
:param nationality => null;

MATCH (host:Nation {key: $nation})-[hosts:PARTICIPATED_IN]->(visit:Engagement)
      <-[comes:PARTICIPATED_IN]-(visitor:Nation)
WHERE visit.kind IN ['port_call', 'high_level_visit']
  AND hosts.role = 'host'
  AND visitor <> host
  AND hosts.supersededAt IS NULL AND hosts.marking <= $clearance
  AND (hosts.releasableTo IS NULL OR $nationality IN hosts.releasableTo)
  AND comes.supersededAt IS NULL AND comes.marking <= $clearance
  AND (comes.releasableTo IS NULL OR $nationality IN comes.releasableTo)
  AND host.marking <= $clearance AND visit.marking <= $clearance AND visitor.marking <= $clearance
RETURN host, hosts, visit, comes, visitor
ORDER BY visit.validFrom DESC
// About what a screen shows before labels overlap.
LIMIT 100;
