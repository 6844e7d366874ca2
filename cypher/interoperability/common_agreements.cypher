// interoperability/common_agreements
// The agreements to which at least two of some nations and bodies are party on a day, of some kinds or with a party
// that is bound to some obligations: each membership record with its evidence.
//
// result: many
// param parties: list<string>       keys of nations and bodies
// param kinds: list<string>         kinds of agreement
// param obligations: list<string>   obligations that count, of whatever kind the agreement is
// param on: date                    the day asked about
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
UNWIND $parties AS partyKey
MATCH (member:Entity {key: partyKey})-[party:PARTY_TO]->(agreement:Agreement)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
WITH agreement, collect(party) AS records, count(DISTINCT member) AS members
WHERE members > 1
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND ($sources IS NULL OR said.source IN $sources)
  WITH DISTINCT said.kind AS kind
  ORDER BY kind
  RETURN collect(kind) AS kinds
}
WITH agreement, name, kinds, records
WHERE any(kind IN kinds WHERE kind IN $kinds)
   OR any(record IN records WHERE any(kind IN record.obligations WHERE kind IN $obligations))
UNWIND records AS record
RETURN agreement.key AS agreement,
       name,
       kinds,
       startNode(record).key AS party,
       coalesce(record.obligations, []) AS obligations,
       record.reservation AS reservation,
       record.validFrom AS validFrom,
       record.validTo AS validTo,
       record.validFromPrecision AS validFromPrecision,
       coalesce(record.startUnknown, false) AS startUnknown,
       coalesce(record.endUnknown, false) AS endUnknown,
       record.attestedUntil AS attestedUntil,
       record.source AS source,
       record.sourceRow AS sourceRow,
       record.reliability AS reliability,
       record.credibility AS credibility,
       coalesce(record.synthetic, false) AS synthetic
ORDER BY agreement, party, validFrom, source, record.recordId
