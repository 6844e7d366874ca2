// What have parties excepted from what they agreed to?
// A commitment with a reservation is not the commitment that the treaty's text reads like.
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation)-[party:PARTY_TO]->(agreement:Agreement)
WHERE party.reservation IS NOT NULL
  AND party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.supersededAt IS NULL AND party.marking <= $clearance
  AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND nation.marking <= $clearance AND agreement.marking <= $clearance
RETURN nation.name AS nation,
       agreement.name AS agreement,
       party.reservation AS reservation,
       party.validFrom AS since,
       party.source AS source
ORDER BY nation, agreement
// Far fewer than this are on record. The bound protects the page.
LIMIT 500;
