// sharing/governing
// The agreements on which bodies or other things rest on a day, with what each says of sharing information.
//
// result: many
// param governed: list<string>   keys of entities
// param on: date                 the day asked about
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
UNWIND $governed AS governedKey
MATCH (governed:Entity {key: governedKey})-[rests:GOVERNED_BY]->(agreement:Agreement)
WHERE rests.validFrom <= $on AND (rests.validTo IS NULL OR $on <= rests.validTo)
  AND rests.recordedAt <= $knownOn AND (rests.supersededAt IS NULL OR rests.supersededAt > $knownOn)
  AND rests.marking <= $clearance AND (rests.releasableTo IS NULL OR $nationality IN rests.releasableTo)
  AND ($sources IS NULL OR rests.source IN $sources)
CALL (agreement) {
  MATCH (agreement)-[called:ASSERTED_BY]->(:Source)
  WHERE called.validFrom <= $on AND (called.validTo IS NULL OR $on <= called.validTo)
    AND called.recordedAt <= $knownOn AND (called.supersededAt IS NULL OR called.supersededAt > $knownOn)
    AND called.marking <= $clearance AND (called.releasableTo IS NULL OR $nationality IN called.releasableTo)
    AND ($sources IS NULL OR called.source IN $sources)
  WITH collect(called) AS calls
  RETURN 'information_security' IN [called IN calls | called.kind] AS secures,
         size(reduce(kinds = [], called IN calls |
           CASE WHEN called.kind IN kinds THEN kinds ELSE kinds + called.kind END)) > 1 AS kindContested,
         any(called IN calls WHERE called.kind = 'information_security' AND called.synthetic) AS kindSynthetic
}
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS agreementName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN governed.key AS governed,
       agreement.key AS agreement,
       agreementName,
       secures,
       kindContested,
       coalesce(kindSynthetic, false) AS kindSynthetic,
       EXISTS {
         MATCH (agreement)-[binds:BINDS]->(:Obligation)-[clause:ASSERTED_BY]->(:Source)
         WHERE clause.kind = 'information_sharing'
           AND binds.validFrom <= $on AND (binds.validTo IS NULL OR $on <= binds.validTo)
           AND binds.recordedAt <= $knownOn AND (binds.supersededAt IS NULL OR binds.supersededAt > $knownOn)
           AND binds.marking <= $clearance AND (binds.releasableTo IS NULL OR $nationality IN binds.releasableTo)
           AND ($sources IS NULL OR binds.source IN $sources)
           AND clause.validFrom <= $on AND (clause.validTo IS NULL OR $on <= clause.validTo)
           AND clause.recordedAt <= $knownOn AND (clause.supersededAt IS NULL OR clause.supersededAt > $knownOn)
           AND clause.marking <= $clearance AND (clause.releasableTo IS NULL OR $nationality IN clause.releasableTo)
           AND ($sources IS NULL OR clause.source IN $sources)
       } AS shares,
       rests.validFrom AS validFrom,
       rests.validTo AS validTo,
       rests.validFromPrecision AS validFromPrecision,
       coalesce(rests.startUnknown, false) AS startUnknown,
       coalesce(rests.endUnknown, false) AS endUnknown,
       rests.attestedUntil AS attestedUntil,
       rests.source AS source,
       rests.sourceRow AS sourceRow,
       rests.reliability AS reliability,
       rests.credibility AS credibility,
       coalesce(rests.synthetic, false) AS synthetic
ORDER BY governed, agreement, validFrom, source, rests.recordId
