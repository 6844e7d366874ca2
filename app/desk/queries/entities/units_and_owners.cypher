// Which multinational units, staffs and headquarters are there on a day, and whose are they?
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (unit:Unit)-[belongs:BELONGS_TO]->(owner)
WHERE belongs.validFrom <= $on AND (belongs.validTo IS NULL OR $on <= belongs.validTo)
  AND belongs.supersededAt IS NULL AND belongs.marking <= $clearance
  AND (belongs.releasableTo IS NULL OR $nationality IN belongs.releasableTo)
  AND unit.marking <= $clearance AND owner.marking <= $clearance
RETURN unit, belongs, owner
ORDER BY owner.key, unit.key
// There are 35 units in the seed.
LIMIT 100;
