// interoperability/training_records
// When some series were last held in a period, what each time cost where a source says so, and which of some forces
// took part in the series then.
//
// result: many
// param series: list<string>    keys of series
// param forces: list<string>    keys of nations, units and bodies
// param since: date             first day of the period
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $series AS seriesKey
MATCH (:EngagementSeries {key: seriesKey})<-[link:IN_SERIES]-(engagement:Engagement)
WHERE link.validFrom <= $on AND (link.validTo IS NULL OR $since <= link.validTo)
  AND link.recordedAt <= $knownOn AND (link.supersededAt IS NULL OR link.supersededAt > $knownOn)
  AND link.marking <= $clearance AND (link.releasableTo IS NULL OR $nationality IN link.releasableTo)
  AND ($sources IS NULL OR link.source IN $sources)
MATCH (engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo)
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
  AND ($sources IS NULL OR held.source IN $sources)
WITH seriesKey, engagement, max(held.validFrom) AS latest, min(held.costUsd) AS lowest, max(held.costUsd) AS highest
ORDER BY seriesKey, latest DESC, engagement.key
CALL (engagement) {
  OPTIONAL MATCH (engagement)<-[part:PARTICIPATED_IN]-(force:Entity)
  WHERE force.key IN $forces
    AND part.recordedAt <= $knownOn AND (part.supersededAt IS NULL OR part.supersededAt > $knownOn)
    AND part.marking <= $clearance AND (part.releasableTo IS NULL OR $nationality IN part.releasableTo)
    AND ($sources IS NULL OR part.source IN $sources)
  RETURN collect(DISTINCT force.key) AS took
}
RETURN seriesKey AS series,
       max(latest) AS lastHeld,
       count(*) AS times,
       collect(lowest) AS lowestCosts,
       collect(highest) AS highestCosts,
       reduce(all = [], some IN collect(took) | all + [one IN some WHERE NOT one IN all]) AS took
ORDER BY series
