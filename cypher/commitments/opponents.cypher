// commitments/opponents
// The nations that stand on another side than a nation in a dispute on a day.
//
// result: many
// param nation: string         key of a nation
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param sources: list<string>? sources to rely on; null: all
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})-[own:DISPUTES]->(dispute:Dispute)<-[theirs:DISPUTES]-(other:Nation)
WHERE own.side <> theirs.side
  AND other <> nation
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $on <= theirs.validTo)
  AND theirs.recordedAt <= $knownOn AND (theirs.supersededAt IS NULL OR theirs.supersededAt > $knownOn)
  AND theirs.marking <= $clearance AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND ($sources IS NULL OR theirs.source IN $sources)
  AND EXISTS {
    MATCH (dispute)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (other) {
  MATCH (other)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN other.key AS opponent,
       name,
       collect(DISTINCT dispute.key) AS disputes,
       any(synthetic IN collect(coalesce(own.synthetic, false) OR coalesce(theirs.synthetic, false))
           WHERE synthetic) AS synthetic
ORDER BY opponent
