// Which information-security agreements does a nation have on a day, and with whom?
:param nation => 'USA';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[own:PARTY_TO]->(agreement:Agreement)<-[theirs:PARTY_TO]-(other:Nation)
WHERE agreement.kind = 'information_security'
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $on <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND nation.marking <= $clearance AND agreement.marking <= $clearance AND other.marking <= $clearance
RETURN nation, own, agreement, theirs, other
ORDER BY agreement.key
// About what a screen shows before labels overlap.
LIMIT 150;
