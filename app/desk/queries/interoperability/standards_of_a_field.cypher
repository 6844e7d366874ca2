// Which standards are there in a field, and who issues them?
:param field => 'medical';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (standard:Standard)-[said:ASSERTED_BY]->(:Source)
WHERE said.field = $field
  AND said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo)
  AND said.supersededAt IS NULL AND said.marking <= $clearance
  AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND standard.marking <= $clearance
RETURN said.designation AS designation,
       said.name AS name,
       said.edition AS edition,
       said.body AS body,
       said.status AS status
ORDER BY designation
// There are 211 standards in the seed.
LIMIT 250;
