// Who is allied with a nation on a day, and by which agreements?
// An alliance is not an edge of its own: two nations are allied while both are parties of an agreement that binds at
// least one of the two to defend the other. The picture shows the nation, the agreements, and the other parties.
:param nation => 'POL';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[own:PARTY_TO]->(agreement:Agreement)<-[theirs:PARTY_TO]-(ally:Nation)
WHERE ('defence' IN own.obligations OR 'defence' IN theirs.obligations)
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $on <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND nation.marking <= $clearance AND agreement.marking <= $clearance AND ally.marking <= $clearance
RETURN nation, own, agreement, theirs, ally
ORDER BY agreement.key, ally.key
// More than 300 nodes are a picture that nobody reads. The largest alliance has 32 parties.
LIMIT 300;
