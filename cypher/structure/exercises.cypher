// structure/exercises
// The exercises of a period with the nations that took part in each. What the best source says of its kind and its
// days decides; disputed: another source says that it was something else, or that it was held outside the period.
//
// result: many
// param since: date             first day of the period
// param on: date                last day of the period
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (engagement:Engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.kind = 'joint_exercise'
  AND held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo)
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
  AND ($sources IS NULL OR held.source IN $sources)
WITH DISTINCT engagement
CALL (engagement) {
  MATCH (engagement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND ($sources IS NULL OR said.source IN $sources)
  WITH said,
       said.kind = 'joint_exercise' AND said.validFrom <= $on AND (said.validTo IS NULL OR $since <= said.validTo) AS agrees
  ORDER BY said.reliability, said.credibility, said.source
  WITH collect({source: said.source, agrees: agrees, attestedUntil: said.attestedUntil, synthetic: said.synthetic}) AS every
  WITH every, [said IN every WHERE said.source = every[0].source AND said.agrees] AS best
  WHERE size(best) > 0
  RETURN best,
         any(other IN every WHERE NOT any(said IN every WHERE said.source = other.source AND said.agrees)) AS disputed
}
MATCH (engagement)<-[part:PARTICIPATED_IN]-(nation:Nation)
WHERE part.validFrom <= $on AND (part.validTo IS NULL OR $since <= part.validTo)
  AND part.recordedAt <= $knownOn AND (part.supersededAt IS NULL OR part.supersededAt > $knownOn)
  AND part.marking <= $clearance AND (part.releasableTo IS NULL OR $nationality IN part.releasableTo)
  AND ($sources IS NULL OR part.source IN $sources)
  // A nation of which the viewer may see no assertion does not exist for that viewer.
  AND EXISTS {
    MATCH (nation)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
WITH engagement, best, disputed,
     collect(DISTINCT nation.key) AS nations,
     collect(DISTINCT part.source) AS sources,
     any(synthetic IN collect(part.synthetic) WHERE synthetic) AS invented
WHERE size(nations) > 1
RETURN engagement.key AS engagement,
       nations,
       best[0].source AS source,
       sources,
       disputed,
       any(said IN best WHERE said.attestedUntil IS NULL OR $since <= said.attestedUntil) AS attested,
       invented OR any(said IN best WHERE said.synthetic) AS synthetic
ORDER BY engagement
// A period is the asker's to choose; this bounds what one answer is made of. One more tells that there are more.
LIMIT 50001
