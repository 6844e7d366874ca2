// alliances/parties_in_force
// The agreements in force on a day that bind at least one of their parties to one of the asked obligations: all their
// parties, and those that are bound. Two parties are linked when at least one of the two is bound.
//
// result: many
// param on: date                         the day asked about
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
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
WITH agreement,
     collect(DISTINCT nationKey) AS parties,
     collect(DISTINCT CASE WHEN any(kind IN party.obligations WHERE kind IN $obligations) THEN nationKey END) AS bound
WHERE size(bound) > 0 AND size(parties) > 1
  AND NOT agreement.key IN $avoidAgreements
// Looked at last, for the few agreements that link somebody.
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN true AS asserted
  LIMIT 1  // one assertion is enough
}
RETURN agreement.key AS agreement, parties, bound
ORDER BY agreement
