// Which agreements and memberships end within two years of a day?
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation)-[fact:PARTY_TO|MEMBER_OF]->(joined:Agreement|Organization)
WHERE fact.validTo >= $on
  AND fact.validTo <= $on + duration('P2Y')
  AND fact.supersededAt IS NULL AND fact.marking <= $clearance
  AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND nation.marking <= $clearance AND joined.marking <= $clearance
RETURN nation.name AS nation,
       joined.name AS ending,
       fact.validTo AS ends,
       fact.source AS source
ORDER BY ends, nation
// What ends within two years fits on some pages.
LIMIT 200;
