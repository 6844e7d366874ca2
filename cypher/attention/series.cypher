// attention/series
// The series that go on by a day: when they were held until then, and what is said of the last time.
//
// result: many
// param of: string?             key of a nation or body whose affairs are looked at; null: all
// param rows: integer           most rows
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
CALL () {
  WITH $of AS of
  WHERE of IS NULL
  MATCH (series:EngagementSeries)
  RETURN series
  UNION ALL
  MATCH (limit:Entity {key: $of})
  MATCH (series:EngagementSeries)<-[within:IN_SERIES]-(engagement:Engagement)
  WHERE within.recordedAt <= $knownOn AND (within.supersededAt IS NULL OR within.supersededAt > $knownOn)
    AND within.marking <= $clearance AND (within.releasableTo IS NULL OR $nationality IN within.releasableTo)
    AND ($sources IS NULL OR within.source IN $sources)
  // From the engagement's side: it has few that take part, while who is busy took part in thousands.
  WITH DISTINCT series, engagement, limit
  MATCH (engagement)<-[took:PARTICIPATED_IN]-(limit)
  WHERE took.recordedAt <= $knownOn AND (took.supersededAt IS NULL OR took.supersededAt > $knownOn)
    AND took.marking <= $clearance AND (took.releasableTo IS NULL OR $nationality IN took.releasableTo)
    AND ($sources IS NULL OR took.source IN $sources)
  RETURN DISTINCT series
}
CALL (series) {
  MATCH (series)-[described:ASSERTED_BY]->(:Source)
  WHERE described.validFrom <= $on AND (described.validTo IS NULL OR $on <= described.validTo)
    AND described.recordedAt <= $knownOn AND (described.supersededAt IS NULL OR described.supersededAt > $knownOn)
    AND described.marking <= $clearance AND (described.releasableTo IS NULL OR $nationality IN described.releasableTo)
    AND ($sources IS NULL OR described.source IN $sources)
  WITH described
  ORDER BY described.reliability, described.credibility, described.source, described.validFrom DESC, described.recordId
  RETURN collect(described.cadenceMonths) AS cadences, max(coalesce(described.synthetic, false)) AS describedSynthetic
}
CALL (series) {
  MATCH (series)<-[within:IN_SERIES]-(engagement:Engagement)
  WHERE within.recordedAt <= $knownOn AND (within.supersededAt IS NULL OR within.supersededAt > $knownOn)
    AND within.marking <= $clearance AND (within.releasableTo IS NULL OR $nationality IN within.releasableTo)
    AND ($sources IS NULL OR within.source IN $sources)
  WITH DISTINCT engagement
  MATCH (engagement)-[fact:ASSERTED_BY]->(:Source)
  WHERE fact.validFrom <= $on
    AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
    AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
    AND ($sources IS NULL OR fact.source IN $sources)
  WITH engagement, fact
  ORDER BY fact.reliability, fact.credibility, fact.source, fact.validFrom DESC, fact.recordId
  WITH engagement, collect(fact)[0] AS best
  ORDER BY best.validFrom, engagement.key
  WITH collect(best) AS held, collect(engagement) AS engagements
  RETURN [each IN held | each.validFrom] AS days, held[-1] AS last, engagements[-1] AS lastEngagement
}
WITH series, cadences, describedSynthetic, days, last, lastEngagement
WHERE describedSynthetic IS NOT NULL AND last IS NOT NULL
CALL (series) {
  MATCH (series)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (lastEngagement) {
  MATCH (lastEngagement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS lastName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN series.key AS series,
       name,
       cadences,
       describedSynthetic,
       days,
       lastEngagement.key AS engagement,
       lastName,
       last.validFrom AS validFrom,
       last.validTo AS validTo,
       last.validFromPrecision AS validFromPrecision,
       coalesce(last.startUnknown, false) AS startUnknown,
       coalesce(last.endUnknown, false) AS endUnknown,
       last.attestedUntil AS attestedUntil,
       last.source AS source,
       last.sourceRow AS sourceRow,
       last.reliability AS reliability,
       last.credibility AS credibility,
       coalesce(last.synthetic, false) AS synthetic
ORDER BY series
// One more than is used: then the answer is not complete.
LIMIT $rows
