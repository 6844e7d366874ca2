// hadr/capabilities
// How far nations, and units of theirs, have some capabilities on a day. A nation that is not listed is unknown, which
// is not no.
//
// result: many
// param needed: list<string>    keys of capabilities
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $needed AS capabilityKey
MATCH (capability:Capability {key: capabilityKey})<-[has:HAS_CAPABILITY]-(holder:Nation|Unit)
WHERE has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
  AND has.recordedAt <= $knownOn AND (has.supersededAt IS NULL OR has.supersededAt > $knownOn)
  AND has.marking <= $clearance AND (has.releasableTo IS NULL OR $nationality IN has.releasableTo)
  AND ($sources IS NULL OR has.source IN $sources)
CALL (holder) {
  MATCH (holder)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS holderName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (holder) {
  WITH holder
  WHERE holder:Nation
  RETURN holder AS nation, false AS ownedSynthetic
  UNION
  MATCH (holder)-[belongs:BELONGS_TO]->(owner:Nation)
  WHERE belongs.validFrom <= $on AND (belongs.validTo IS NULL OR $on <= belongs.validTo)
    AND belongs.recordedAt <= $knownOn AND (belongs.supersededAt IS NULL OR belongs.supersededAt > $knownOn)
    AND belongs.marking <= $clearance AND (belongs.releasableTo IS NULL OR $nationality IN belongs.releasableTo)
    AND ($sources IS NULL OR belongs.source IN $sources)
  RETURN owner AS nation, max(coalesce(belongs.synthetic, false)) AS ownedSynthetic
}
RETURN capability.key AS capability,
       nation.key AS nation,
       CASE WHEN holder:Unit THEN holder.key END AS unit,
       CASE WHEN holder:Unit THEN holderName END AS unitName,
       ownedSynthetic,
       has.level AS level,
       has.constraint AS constraint,
       has.validFrom AS validFrom,
       has.validTo AS validTo,
       has.validFromPrecision AS validFromPrecision,
       coalesce(has.startUnknown, false) AS startUnknown,
       coalesce(has.endUnknown, false) AS endUnknown,
       has.attestedUntil AS attestedUntil,
       has.source AS source,
       has.sourceRow AS sourceRow,
       has.reliability AS reliability,
       has.credibility AS credibility,
       coalesce(has.synthetic, false) AS synthetic
ORDER BY capability, nation, unit, validFrom, source, has.recordId
