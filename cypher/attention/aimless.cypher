// attention/aimless
// The engagements that begin in a period and of which no objective is recorded, neither of their own nor of their
// series, the last first.
//
// result: many
// param of: string?             key of a nation or body whose affairs are looked at; null: all
// param since: date             first day of the time looked back on
// param until: date             last day of the time ahead
// param rows: integer           most rows
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
CALL () {
  WITH $of AS of
  WHERE of IS NULL
  MATCH (engagement:Engagement)-[fact:ASSERTED_BY]->(:Source)
  WHERE $since <= fact.validFrom AND fact.validFrom <= $until
  RETURN engagement, fact
  UNION ALL
  MATCH (:Entity {key: $of})-[took:PARTICIPATED_IN]->(engagement:Engagement)
  // One by which it took part is enough, and is looked at only where the engagement is of the period.
  WITH engagement, collect(took) AS parts
  MATCH (engagement)-[fact:ASSERTED_BY]->(:Source)
  WHERE $since <= fact.validFrom AND fact.validFrom <= $until
  WITH engagement, fact, parts
  UNWIND parts AS took
  WITH engagement, fact, took
  WHERE took.recordedAt <= $knownOn AND (took.supersededAt IS NULL OR took.supersededAt > $knownOn)
    AND took.marking <= $clearance AND (took.releasableTo IS NULL OR $nationality IN took.releasableTo)
    AND ($sources IS NULL OR took.source IN $sources)
  RETURN DISTINCT engagement, fact
}
WITH engagement, fact
WHERE fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
  AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND ($sources IS NULL OR fact.source IN $sources)
WITH engagement, fact
ORDER BY fact.reliability, fact.credibility, fact.source, fact.validFrom DESC, fact.recordId
WITH engagement, collect(fact)[0] AS fact
WHERE NOT EXISTS {
    MATCH (engagement)-[aimed:ASSERTED_BY]->(:Source)
    WHERE aimed.objectives IS NOT NULL
      AND aimed.recordedAt <= $knownOn AND (aimed.supersededAt IS NULL OR aimed.supersededAt > $knownOn)
      AND aimed.marking <= $clearance AND (aimed.releasableTo IS NULL OR $nationality IN aimed.releasableTo)
      AND ($sources IS NULL OR aimed.source IN $sources)
  }
  AND NOT EXISTS {
    MATCH (engagement)-[within:IN_SERIES]->(:EngagementSeries)-[aimed:ASSERTED_BY]->(:Source)
    WHERE aimed.objectives IS NOT NULL
      AND within.recordedAt <= $knownOn AND (within.supersededAt IS NULL OR within.supersededAt > $knownOn)
      AND within.marking <= $clearance AND (within.releasableTo IS NULL OR $nationality IN within.releasableTo)
      AND ($sources IS NULL OR within.source IN $sources)
      AND aimed.recordedAt <= $knownOn AND (aimed.supersededAt IS NULL OR aimed.supersededAt > $knownOn)
      AND aimed.marking <= $clearance AND (aimed.releasableTo IS NULL OR $nationality IN aimed.releasableTo)
      AND ($sources IS NULL OR aimed.source IN $sources)
  }
WITH engagement, fact
ORDER BY fact.validFrom DESC, engagement.key
// One more than is used: then the answer is not complete.
LIMIT $rows
CALL (engagement) {
  MATCH (engagement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN engagement.key AS engagement,
       name,
       fact.validFrom AS validFrom,
       fact.validTo AS validTo,
       fact.validFromPrecision AS validFromPrecision,
       coalesce(fact.startUnknown, false) AS startUnknown,
       coalesce(fact.endUnknown, false) AS endUnknown,
       fact.attestedUntil AS attestedUntil,
       fact.source AS source,
       fact.sourceRow AS sourceRow,
       fact.reliability AS reliability,
       fact.credibility AS credibility,
       coalesce(fact.synthetic, false) AS synthetic
ORDER BY validFrom DESC, engagement
