// barriers/standing
// The legal and bureaucratic barriers that limit some nations, bodies or other things on a day: the way in which each
// does, its rule, and what lifts it.
//
// result: many
// param restricted: list<string>   keys of entities
// param on: date                   the day asked about
// param knownOn: datetime          what was known by then
// param sources: list<string>?     sources to rely on; null: all
// param clearance: integer         the viewer's clearance
// param nationality: string?       the viewer's nationality
UNWIND $restricted AS restrictedKey
MATCH (restricted:Entity {key: restrictedKey})<-[restricts:RESTRICTS]-(barrier:InformationBarrier)
WHERE restricts.validFrom <= $on AND (restricts.validTo IS NULL OR $on <= restricts.validTo)
  AND restricts.recordedAt <= $knownOn AND (restricts.supersededAt IS NULL OR restricts.supersededAt > $knownOn)
  AND restricts.marking <= $clearance AND (restricts.releasableTo IS NULL OR $nationality IN restricts.releasableTo)
  AND ($sources IS NULL OR restricts.source IN $sources)
// A rule that is no longer in force limits nobody, whatever it once limited.
CALL (barrier) {
  MATCH (barrier)-[said:ASSERTED_BY]->(:Source)
  WHERE said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND ($sources IS NULL OR said.source IN $sources)
  WITH said
  ORDER BY said.reliability, said.credibility, said.source, said.validFrom DESC, said.recordId
  WITH collect(said) AS rules
  WHERE size(rules) > 0
  RETURN rules[0].name AS name,
         rules[0].kind AS kind,
         rules[0].rule AS rule,
         rules[0].remedy AS remedy,
         any(other IN rules
             WHERE other.kind <> rules[0].kind OR (other.remedy IS NULL) <> (rules[0].remedy IS NULL)) AS contested,
         any(other IN rules WHERE other.synthetic) AS ruleSynthetic
}
CALL (restricted) {
  MATCH (restricted)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS restrictedName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN barrier.key AS barrier,
       name,
       kind,
       rule,
       remedy,
       contested,
       coalesce(ruleSynthetic, false) AS ruleSynthetic,
       restricted.key AS restricted,
       restrictedName,
       restricts.direction AS direction,
       restricts.validFrom AS validFrom,
       restricts.validTo AS validTo,
       restricts.validFromPrecision AS validFromPrecision,
       coalesce(restricts.startUnknown, false) AS startUnknown,
       coalesce(restricts.endUnknown, false) AS endUnknown,
       restricts.attestedUntil AS attestedUntil,
       restricts.source AS source,
       restricts.sourceRow AS sourceRow,
       restricts.reliability AS reliability,
       restricts.credibility AS credibility,
       coalesce(restricts.synthetic, false) AS synthetic
ORDER BY barrier, restricted, validFrom, source, restricts.recordId
