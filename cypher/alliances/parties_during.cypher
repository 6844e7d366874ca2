// alliances/parties_during
// The agreements that bind at least one of their parties to one of the asked obligations on some day of a period: all
// parties of that period, each with the spells of its membership and whether it was bound in them.
//
// result: many
// param since: date                      first day of the period
// param on: date                         last day of the period
// param knownOn: datetime                what was known by then
// param obligations: list<string>        obligations that link, such as defence
// param avoidNations: list<string>       keys of nations that no path may touch
// param avoidAgreements: list<string>    keys of agreements that link nobody
// param sources: list<string>?           sources to rely on; null: all
// param clearance: integer               the viewer's clearance
// param nationality: string?             the viewer's nationality

// A nation or an agreement of which the viewer may see no assertion does not exist for that viewer. Each nation is
// looked at once, before its memberships.
MATCH (nation:Nation)
WHERE NOT nation.key IN $avoidNations
  AND EXISTS {
    MATCH (nation)-[said:ASSERTED_BY]->(:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  }
WITH nation, nation.key AS nationKey
MATCH (nation)-[party:PARTY_TO]->(agreement:Agreement)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $since <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
WITH agreement, nationKey,
     collect({
       first: party.validFrom,
       last: party.validTo,
       isBound: any(obligation IN party.obligations WHERE obligation IN $obligations)
     }) AS spells
WITH agreement, collect({nation: nationKey, spells: spells}) AS parties
WHERE size(parties) > 1 AND any(party IN parties WHERE any(spell IN party.spells WHERE spell.isBound))
  AND NOT agreement.key IN $avoidAgreements
// Looked at last, for the few agreements that link somebody.
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN true AS asserted
  LIMIT 1  // one assertion is enough
}
RETURN agreement.key AS agreement, parties
ORDER BY agreement
