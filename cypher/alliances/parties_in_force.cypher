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
MATCH (nation:Nation)-[party:PARTY_TO]->(agreement:Agreement)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
  AND NOT nation.key IN $avoidNations
  AND NOT agreement.key IN $avoidAgreements
WITH agreement, nation,
     any(obligation IN collect(party.obligations) WHERE any(o IN obligation WHERE o IN $obligations)) AS isBound
// A nation or an agreement of which the viewer may see no assertion does not exist for that viewer.
WHERE EXISTS {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
}
WITH agreement,
     collect(nation.key) AS parties,
     collect(CASE WHEN isBound THEN nation.key END) AS bound
WHERE size(bound) > 0 AND size(parties) > 1
  AND EXISTS {
    MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  }
RETURN agreement.key AS agreement, parties, bound
ORDER BY agreement
