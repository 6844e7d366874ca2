// If a nation left a body, with whom would it share no body any more?
// It counts, for each other member, the bodies that would be left in common.
:param nation => 'TUR';
:param organization => 'nato';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[own:MEMBER_OF]->(body:Organization {key: $organization})
      <-[theirs:MEMBER_OF]-(other:Nation)
WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $on <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND nation.marking <= $clearance AND body.marking <= $clearance AND other.marking <= $clearance
OPTIONAL MATCH (nation)-[stays:MEMBER_OF]->(left:Organization)<-[also:MEMBER_OF]-(other)
WHERE left <> body
  AND stays.validFrom <= $on AND (stays.validTo IS NULL OR $on <= stays.validTo)
  AND stays.supersededAt IS NULL AND stays.marking <= $clearance
  AND (stays.releasableTo IS NULL OR $nationality IN stays.releasableTo)
  AND also.validFrom <= $on AND (also.validTo IS NULL OR $on <= also.validTo)
  AND also.supersededAt IS NULL AND also.marking <= $clearance
  AND (also.releasableTo IS NULL OR $nationality IN also.releasableTo)
  AND left.marking <= $clearance
RETURN other.name AS nation,
       count(DISTINCT left) AS bodiesLeft,
       collect(DISTINCT left.key) AS which
ORDER BY bodiesLeft, nation
// A body has fewer members than there are states.
LIMIT 250;
