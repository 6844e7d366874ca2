// Which nations are allied and stand on two sides of a dispute at the same time?
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (one:Nation)-[own:DISPUTES]->(dispute:Dispute)<-[theirs:DISPUTES]-(two:Nation)
WHERE one.key < two.key
  AND own.side <> theirs.side
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $on <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND one.marking <= $clearance AND dispute.marking <= $clearance AND two.marking <= $clearance
MATCH (one)-[party:PARTY_TO]->(agreement:Agreement)<-[other:PARTY_TO]-(two)
WHERE ('defence' IN party.obligations OR 'defence' IN other.obligations)
  AND party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.supersededAt IS NULL AND party.marking <= $clearance
  AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND other.validFrom <= $on AND (other.validTo IS NULL OR $on <= other.validTo)
  AND other.supersededAt IS NULL AND other.marking <= $clearance
  AND (other.releasableTo IS NULL OR $nationality IN other.releasableTo)
  AND agreement.marking <= $clearance
RETURN one, own, dispute, theirs, two, party, agreement, other
ORDER BY dispute.key
// About what a screen shows before labels overlap.
LIMIT 100;
