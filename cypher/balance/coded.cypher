// balance/coded
// What the sources that list every party of an agreement say of some agreements in a period: whom they list when, and
// with which obligations. Such a source denies what it does not list, on days on which it lists anybody.
//
// result: many
// param agreements: list<string>    keys of agreements
// param parties: list<string>       keys of nations that the answer speaks of; others are not named
// param since: date                 first day of the period
// param on: date                    last day of the period
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
UNWIND $agreements AS agreementKey
MATCH (:Agreement {key: agreementKey})<-[party:PARTY_TO]-(nation:Nation)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $since <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
WITH agreementKey, party, nation
MATCH (source:Source {key: party.source})
WHERE source.obligationsCoded IS NOT NULL
  AND source.marking <= $clearance AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
RETURN agreementKey AS of,
       source.key AS source,
       source.obligationsCoded AS coded,
       collect(DISTINCT {
         nation: CASE WHEN nation.key IN $parties THEN nation.key END,
         validFrom: party.validFrom,
         validTo: party.validTo,
         attestedUntil: party.attestedUntil,
         obligations: CASE
           WHEN nation.key IN $parties THEN coalesce(party.obligations, []) + coalesce(party.obligationsUnknown, [])
         END
       }) AS listed
ORDER BY of, source
