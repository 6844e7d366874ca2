// commitments/obligations_in_force
// The agreements in force on a day that bind at least one of their parties to one of the asked obligations: all their
// parties, each with those of the asked obligations that bind it. A party owes its obligations to every other party.
//
// result: many
// param on: date                         the day asked about
// param knownOn: datetime                what was known by then
// param obligations: list<string>        kinds of obligation, each kept apart
// param sources: list<string>?           sources to rely on; null: all
// param clearance: integer               the viewer's clearance
// param nationality: string?             the viewer's nationality

// A nation or an agreement of which the viewer may see no assertion does not exist for that viewer. Each nation is
// looked at once, before its memberships.
MATCH (nation:Nation)
WHERE EXISTS {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
}
WITH nation, nation.key AS nationKey
MATCH (nation)-[party:PARTY_TO]->(agreement:Agreement)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
// Several sources may each give some of a party's obligations.
WITH agreement, nationKey, collect(party.obligations) AS given
WITH agreement, collect({
  nation: nationKey,
  obligations: [kind IN $obligations WHERE any(one IN given WHERE kind IN one)]
}) AS parties
WHERE size(parties) > 1 AND any(party IN parties WHERE size(party.obligations) > 0)
// Looked at last, for the few agreements that bind somebody.
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN true AS asserted
  LIMIT 1  // one assertion is enough
}
RETURN agreement.key AS agreement, parties
ORDER BY agreement
