// hadr/agreement_records
// The records of some parties of some agreements on a day.
//
// result: many
// param agreements: list<string>  keys of agreements
// param nations: list<string>     keys of nations
// param on: date                  the day asked about
// param knownOn: datetime         what was known by then
// param sources: list<string>?    sources to rely on; null: all
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
UNWIND $agreements AS agreementKey
MATCH (agreement:Agreement {key: agreementKey})
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (agreement) {
  MATCH (agreement)-[described:ASSERTED_BY]->(:Source)
  WHERE described.validFrom <= $on AND (described.validTo IS NULL OR $on <= described.validTo)
    AND described.recordedAt <= $knownOn AND (described.supersededAt IS NULL OR described.supersededAt > $knownOn)
    AND described.marking <= $clearance AND (described.releasableTo IS NULL OR $nationality IN described.releasableTo)
    AND ($sources IS NULL OR described.source IN $sources)
  RETURN collect(DISTINCT described.kind) AS kinds, max(coalesce(described.synthetic, false)) AS describedSynthetic
}
MATCH (agreement)<-[party:PARTY_TO]-(member:Nation)
WHERE member.key IN $nations
  AND party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
RETURN agreement.key AS agreement,
       name,
       kinds,
       coalesce(describedSynthetic, false) AS describedSynthetic,
       member.key AS nation,
       party.obligations AS obligations,
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
