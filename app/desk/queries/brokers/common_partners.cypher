// Which third nations have agreements with both of two nations?
// Such a nation can speak to both: each side has promised it something, or was promised something by it.
:param nation => 'IND';
:param other => 'CHN';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (:Nation {key: $nation})-[one:PARTY_TO]->(left:Agreement)<-[two:PARTY_TO]-(broker:Nation)
WHERE NOT broker.key IN [$nation, $other]
  AND one.validFrom <= $on AND (one.validTo IS NULL OR $on <= one.validTo)
  AND one.supersededAt IS NULL AND one.marking <= $clearance
  AND (one.releasableTo IS NULL OR $nationality IN one.releasableTo)
  AND two.validFrom <= $on AND (two.validTo IS NULL OR $on <= two.validTo)
  AND two.supersededAt IS NULL AND two.marking <= $clearance
  AND (two.releasableTo IS NULL OR $nationality IN two.releasableTo)
  AND left.marking <= $clearance AND broker.marking <= $clearance
WITH broker, count(DISTINCT left) AS agreementsWithOne
MATCH (broker)-[three:PARTY_TO]->(right:Agreement)<-[four:PARTY_TO]-(:Nation {key: $other})
WHERE three.validFrom <= $on AND (three.validTo IS NULL OR $on <= three.validTo)
  AND three.supersededAt IS NULL AND three.marking <= $clearance
  AND (three.releasableTo IS NULL OR $nationality IN three.releasableTo)
  AND four.validFrom <= $on AND (four.validTo IS NULL OR $on <= four.validTo)
  AND four.supersededAt IS NULL AND four.marking <= $clearance
  AND (four.releasableTo IS NULL OR $nationality IN four.releasableTo)
  AND right.marking <= $clearance
RETURN broker.name AS broker,
       agreementsWithOne,
       count(DISTINCT right) AS agreementsWithOther
ORDER BY agreementsWithOne * agreementsWithOther DESC, broker
// The first thirty tell who stands between the two.
LIMIT 30;
