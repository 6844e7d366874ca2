// What does each source say of an entity, and how is it graded?
// Reliability goes from A to F for the source, credibility from 1 to 6 for the statement. All that is said stands.
:param entity => 'DEU';
:param clearance => 0;
:param nationality => null;

MATCH (entity:Entity {key: $entity})-[said:ASSERTED_BY]->(source:Source)
WHERE said.supersededAt IS NULL AND said.marking <= $clearance
  AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND source.marking <= $clearance AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
  AND entity.marking <= $clearance
RETURN said.validFrom AS from,
       said.validTo AS to,
       said.name AS name,
       source.title AS source,
       said.sourceRow AS row,
       said.reliability + toString(said.credibility) AS grade
ORDER BY from, source
// Few entities have more than some dozens of assertions.
LIMIT 200;
