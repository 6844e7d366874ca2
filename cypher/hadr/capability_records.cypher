// hadr/capability_records
// The records of how far some nations, and units of theirs, have some capabilities on a day.
//
// result: many
// param needed: list<string>    keys of capabilities
// param nations: list<string>   keys of nations
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $nations AS nationKey
MATCH (nation:Nation {key: nationKey})
CALL (nation) {
  RETURN nation AS holder, false AS ownedSynthetic
  UNION ALL
  MATCH (nation)<-[belongs:BELONGS_TO]-(unit:Unit)
  WHERE belongs.validFrom <= $on AND (belongs.validTo IS NULL OR $on <= belongs.validTo)
    AND belongs.recordedAt <= $knownOn AND (belongs.supersededAt IS NULL OR belongs.supersededAt > $knownOn)
    AND belongs.marking <= $clearance AND (belongs.releasableTo IS NULL OR $nationality IN belongs.releasableTo)
    AND ($sources IS NULL OR belongs.source IN $sources)
  RETURN unit AS holder, max(coalesce(belongs.synthetic, false)) AS ownedSynthetic
}
MATCH (holder)-[has:HAS_CAPABILITY]->(capability:Capability)
WHERE capability.key IN $needed
  AND has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
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
