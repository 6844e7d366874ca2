// How many agreements bind how many nations to each kind of obligation on a day?
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation)-[party:PARTY_TO]->(agreement:Agreement)
WHERE party.obligations IS NOT NULL
  AND party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.supersededAt IS NULL AND party.marking <= $clearance
  AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND nation.marking <= $clearance AND agreement.marking <= $clearance
UNWIND party.obligations AS obligation
RETURN obligation,
       count(DISTINCT agreement) AS agreements,
       count(DISTINCT nation) AS nations
ORDER BY agreements DESC
// There are 11 kinds of obligation.
LIMIT 20;
