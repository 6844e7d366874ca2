// brokers/convened
// How often each of some nations hosted an engagement in which two nations took part at the same time, in a period,
// and the last such engagement.
//
// result: many
// param nation: string           key of one of the two nations
// param other: string            key of the other
// param brokers: list<string>    keys of nations that may be brokers
// param since: date              first day of the period
// param on: date                 last day of the period
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
MATCH (:Nation {key: $nation})-[one:PARTICIPATED_IN]->(engagement:Engagement),
      (engagement)<-[two:PARTICIPATED_IN]-(:Nation {key: $other})
WHERE one.validFrom <= $on AND (one.validTo IS NULL OR $since <= one.validTo)
  AND two.validFrom <= $on AND (two.validTo IS NULL OR $since <= two.validTo)
  AND (one.validTo IS NULL OR two.validFrom <= one.validTo) AND (two.validTo IS NULL OR one.validFrom <= two.validTo)
  AND one.recordedAt <= $knownOn AND (one.supersededAt IS NULL OR one.supersededAt > $knownOn)
  AND one.marking <= $clearance AND (one.releasableTo IS NULL OR $nationality IN one.releasableTo)
  AND ($sources IS NULL OR one.source IN $sources)
  AND two.recordedAt <= $knownOn AND (two.supersededAt IS NULL OR two.supersededAt > $knownOn)
  AND two.marking <= $clearance AND (two.releasableTo IS NULL OR $nationality IN two.releasableTo)
  AND ($sources IS NULL OR two.source IN $sources)
WITH engagement,
     CASE WHEN one.validTo < $on THEN one.validTo ELSE $on END AS oneLast,
     CASE WHEN two.validTo < $on THEN two.validTo ELSE $on END AS twoLast
WITH engagement, max(CASE WHEN oneLast < twoLast THEN oneLast ELSE twoLast END) AS day
WHERE EXISTS {
  MATCH (engagement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
}
MATCH (engagement)<-[hosted:PARTICIPATED_IN {role: 'host'}]-(broker:Nation)
WHERE broker.key IN $brokers
  AND hosted.validFrom <= $on
  AND hosted.recordedAt <= $knownOn AND (hosted.supersededAt IS NULL OR hosted.supersededAt > $knownOn)
  AND hosted.marking <= $clearance AND (hosted.releasableTo IS NULL OR $nationality IN hosted.releasableTo)
  AND ($sources IS NULL OR hosted.source IN $sources)
WITH DISTINCT broker, engagement, day
WITH broker, count(engagement) AS times, max([day, engagement.key]) AS latest
RETURN broker.key AS broker, times, latest[0] AS day, latest[1] AS engagement
ORDER BY broker
