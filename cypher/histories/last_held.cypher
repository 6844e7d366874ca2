// histories/last_held
// When some series of engagements were last held by a day, whoever took part.
//
// result: many
// param series: list<string>     keys of series
// param on: date                 the day asked about
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
UNWIND $series AS key
MATCH (series:EngagementSeries {key: key})
WHERE EXISTS {
  MATCH (series)-[known:ASSERTED_BY]->(:Source)
  WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
    AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
}
MATCH (series)<-[link:IN_SERIES]-(engagement:Engagement)
WHERE link.recordedAt <= $knownOn AND (link.supersededAt IS NULL OR link.supersededAt > $knownOn)
  AND link.marking <= $clearance AND (link.releasableTo IS NULL OR $nationality IN link.releasableTo)
  AND ($sources IS NULL OR link.source IN $sources)
MATCH (engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.validFrom <= $on
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
  AND ($sources IS NULL OR held.source IN $sources)
RETURN key, max(held.validFrom) AS lastHeld
ORDER BY key
