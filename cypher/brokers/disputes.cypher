// brokers/disputes
// The disputes in which one of two nations stands on a day, with the sides of some nations in each.
//
// result: many
// param nation: string           key of one of the two nations
// param other: string            key of the other
// param nations: list<string>    keys of the nations whose sides are asked for
// param on: date                 the day asked about
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
MATCH (end:Nation)-[own:DISPUTES]->(dispute:Dispute)
WHERE end.key IN [$nation, $other]
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
WITH DISTINCT dispute
CALL (dispute) {
  MATCH (dispute)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name,
         said.kind AS kind,
         said.subject AS subject
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
MATCH (dispute)<-[stands:DISPUTES]-(nation:Nation)
WHERE nation.key IN $nations AND stands.side IS NOT NULL
  AND stands.validFrom <= $on AND (stands.validTo IS NULL OR $on <= stands.validTo)
  AND stands.recordedAt <= $knownOn AND (stands.supersededAt IS NULL OR stands.supersededAt > $knownOn)
  AND stands.marking <= $clearance AND (stands.releasableTo IS NULL OR $nationality IN stands.releasableTo)
  AND ($sources IS NULL OR stands.source IN $sources)
CALL (nation) {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS nationName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN dispute.key AS dispute,
       name,
       kind,
       subject,
       nation.key AS nation,
       nationName,
       stands.side AS side,
       stands.role AS role,
       stands.validFrom AS validFrom,
       stands.validTo AS validTo,
       stands.validFromPrecision AS validFromPrecision,
       coalesce(stands.startUnknown, false) AS startUnknown,
       coalesce(stands.endUnknown, false) AS endUnknown,
       stands.attestedUntil AS attestedUntil,
       stands.source AS source,
       stands.sourceRow AS sourceRow,
       stands.reliability AS reliability,
       stands.credibility AS credibility,
       coalesce(stands.synthetic, false) AS synthetic
ORDER BY dispute, nation, validFrom, source, stands.recordId
