// interoperability/holdings
// How far some forces and their owners have some capabilities and follow some standards on a day. A force that is
// not listed is unknown, which is not no.
//
// result: many
// param holders: list<string>   keys of nations, units and bodies
// param needed: list<string>    keys of capabilities and standards
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $holders AS holderKey
MATCH (holder:Entity {key: holderKey})-[has:HAS_CAPABILITY|IMPLEMENTS]->(needed:Capability|Standard)
WHERE needed.key IN $needed
  AND has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
  AND has.recordedAt <= $knownOn AND (has.supersededAt IS NULL OR has.supersededAt > $knownOn)
  AND has.marking <= $clearance AND (has.releasableTo IS NULL OR $nationality IN has.releasableTo)
  AND ($sources IS NULL OR has.source IN $sources)
  AND EXISTS {
    MATCH (needed)-[said:ASSERTED_BY]->(:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  }
RETURN holderKey AS holder,
       needed.key AS needed,
       coalesce(has.level, has.status) AS extent,
       coalesce(has.constraint, has.reservation) AS exception,
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
ORDER BY needed, holder, validFrom, source, has.recordId
