// By which shortest chains of defence agreements are two nations connected on a day?
// A chain goes from nation to agreement to nation. At most three agreements: a longer chain obliges nobody to anything.
:param nation => 'POL';
:param other => 'JPN';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH path = ALL SHORTEST
  (:Nation {key: $nation})
  (
    (one:Nation)-[party:PARTY_TO]->(agreement:Agreement)<-[other:PARTY_TO]-(two:Nation)
    WHERE ('defence' IN party.obligations OR 'defence' IN other.obligations)
      AND party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
      AND party.supersededAt IS NULL AND party.marking <= $clearance
      AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
      AND other.validFrom <= $on AND (other.validTo IS NULL OR $on <= other.validTo)
      AND other.supersededAt IS NULL AND other.marking <= $clearance
      AND (other.releasableTo IS NULL OR $nationality IN other.releasableTo)
      AND agreement.marking <= $clearance
      AND one.marking <= $clearance
      AND two.marking <= $clearance
  ){1,3}
  (:Nation {key: $other})
RETURN path
// Large alliances give hundreds of equal chains. A few show how the two are connected.
LIMIT 25;
