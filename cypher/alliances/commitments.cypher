// alliances/commitments
// What some nations are committed to by some agreements on a day: each membership record with its dates and evidence.
//
// result: many
// param agreements: list<string>    keys of agreements
// param nations: list<string>       keys of nations
// param on: date                    the day asked about
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
UNWIND $agreements AS agreementKey
MATCH (agreement:Agreement {key: agreementKey})
// What the best source calls it on that day; no row where the viewer may see no assertion of it.
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS agreementName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
MATCH (agreement)<-[party:PARTY_TO]-(nation:Nation)
WHERE nation.key IN $nations
  AND party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
CALL (nation) {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS nationName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN agreement.key AS agreement,
       agreementName,
       nation.key AS nation,
       nationName,
       party.obligations AS obligations,
       party.obligationsUnknown AS obligationsUnknown,
       party.reservation AS reservation,
       party.validFrom AS validFrom,
       party.validTo AS validTo,
       party.validFromPrecision AS validFromPrecision,
       coalesce(party.startUnknown, false) AS startUnknown,
       coalesce(party.endUnknown, false) AS endUnknown,
       party.attestedUntil AS attestedUntil,
       party.source AS source,
       party.sourceRow AS sourceRow,
       party.reliability AS reliability,
       party.credibility AS credibility,
       coalesce(party.synthetic, false) AS synthetic
ORDER BY agreement, nation, validFrom, source, party.recordId
