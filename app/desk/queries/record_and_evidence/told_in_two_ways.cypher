// Which nations are told in two ways: two sources give different first days to what held on a day?
// Both stand, and an answer shows that they do.
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation)-[one:ASSERTED_BY]->(:Source)
WHERE one.validFrom <= $on AND (one.validTo IS NULL OR $on <= one.validTo)
  AND one.supersededAt IS NULL AND one.marking <= $clearance
  AND (one.releasableTo IS NULL OR $nationality IN one.releasableTo)
  AND nation.marking <= $clearance
MATCH (nation)-[two:ASSERTED_BY]->(:Source)
WHERE one.source < two.source
  AND one.validFrom <> two.validFrom
  AND two.validFrom <= $on AND (two.validTo IS NULL OR $on <= two.validTo)
  AND two.supersededAt IS NULL AND two.marking <= $clearance
  AND (two.releasableTo IS NULL OR $nationality IN two.releasableTo)
RETURN nation.key AS nation,
       one.source AS source,
       one.validFrom AS since,
       two.source AS otherSource,
       two.validFrom AS otherSince
ORDER BY nation, source, otherSource
// A page of contradictions is enough to start from.
LIMIT 200;
