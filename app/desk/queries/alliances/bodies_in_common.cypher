// Which bodies do two nations share on a day?
// A body in common is a channel: people of both sides meet there whatever else stands between them.
:param nation => 'POL';
:param other => 'JPN';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[own:MEMBER_OF]->(body:Organization)
      <-[theirs:MEMBER_OF]-(other:Nation {key: $other})
WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $on <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND nation.marking <= $clearance AND body.marking <= $clearance AND other.marking <= $clearance
RETURN nation, own, body, theirs, other
ORDER BY body.key
// Two nations share some dozens of bodies at most.
LIMIT 100;
