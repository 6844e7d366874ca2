// alliances/coded
// What the sources that list every party of an agreement say of some agreements on a day: whom they list, and the
// obligations of each. Such a source denies what it does not list.
//
// result: many
// param agreements: list<string>    keys of agreements
// param nations: list<string>       keys of nations that the answer speaks of; others are not returned
// param on: date                    the day asked about
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
UNWIND $agreements AS agreementKey
MATCH (:Agreement {key: agreementKey})<-[party:PARTY_TO]-(nation:Nation)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
  // Beyond its last day of observation a source says nothing.
  AND (party.attestedUntil IS NULL OR $on <= party.attestedUntil)
WITH agreementKey, party, nation
MATCH (source:Source {key: party.source})
WHERE source.obligationsCoded IS NOT NULL
  AND source.marking <= $clearance AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
WITH agreementKey, source,
     collect(CASE WHEN nation.key IN $nations THEN {
       nation: nation.key,
       obligations: coalesce(party.obligations, []) + coalesce(party.obligationsUnknown, [])
     } END) AS listed
RETURN agreementKey AS agreement,
       source.key AS source,
       source.obligationsCoded AS coded,
       listed
ORDER BY agreement, source
