// Which sources do most facts between entities rest on, and how reliable are they?
:param clearance => 0;
:param nationality => null;

MATCH (:Entity)-[fact:MEMBER_OF|PARTY_TO|PARTICIPATED_IN|DISPUTES|HAS_CAPABILITY|REQUIRES|RESTRICTS]->(:Entity)
WHERE fact.supersededAt IS NULL AND fact.marking <= $clearance
  AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
WITH fact.source AS key, count(fact) AS facts
MATCH (source:Source {key: key})
WHERE source.marking <= $clearance AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
RETURN source.title AS source,
       source.publisher AS publisher,
       source.reliability AS reliability,
       facts,
       source.url AS url
ORDER BY facts DESC, source
// There are 250 sources in the seed.
LIMIT 50;
