// barriers/on_sharing
// The legal and bureaucratic barriers that limit what a nation may share or be given on a day, and what lifts
// each.
//
// result: many
// param nation: string         key of a nation
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (barrier:InformationBarrier)-[restricts:RESTRICTS]->(restricted:Entity)
WHERE restricts.validFrom <= $on AND (restricts.validTo IS NULL OR $on <= restricts.validTo)
  AND restricts.recordedAt <= $knownOn AND (restricts.supersededAt IS NULL OR restricts.supersededAt > $knownOn)
  AND restricts.marking <= $clearance AND (restricts.releasableTo IS NULL OR $nationality IN restricts.releasableTo)
  // A barrier on a body or an agreement limits those who belong to it on that day.
  AND (restricted.key = $nation
    OR EXISTS {
      MATCH (restricted)<-[belongs:MEMBER_OF|PARTY_TO]-(:Nation {key: $nation})
      WHERE belongs.validFrom <= $on AND (belongs.validTo IS NULL OR $on <= belongs.validTo)
        AND belongs.recordedAt <= $knownOn AND (belongs.supersededAt IS NULL OR belongs.supersededAt > $knownOn)
        AND belongs.marking <= $clearance AND (belongs.releasableTo IS NULL OR $nationality IN belongs.releasableTo)
    })
  AND EXISTS {
    MATCH (restricted)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
  AND EXISTS {
    MATCH (:Nation {key: $nation})-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (barrier) {
  MATCH (barrier)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name,
         said.kind AS kind,
         said.rule AS rule,
         said.remedy AS remedy
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN barrier.key AS key,
       name,
       kind,
       rule,
       remedy,
       restricted.key AS restricts,
       restricts.direction AS direction,
       restricts.validFrom AS since,
       restricts.source AS source,
       restricts.sourceRow AS sourceRow,
       coalesce(restricts.synthetic, false) AS synthetic
ORDER BY kind, key, restricts, source
