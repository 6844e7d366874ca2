// brokers/contacts
// The last engagement that each of some nations had with each of two nations by a day: the latest of which both took
// part at the same time, and the last day of that, which is the day asked about where it goes on.
//
// result: many
// param nation: string           key of one of the two nations
// param other: string            key of the other
// param brokers: list<string>    keys of nations that may be brokers
// param since: date?             what was over before is not looked at; null: all is
// param on: date                 the day asked about
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
MATCH (end:Nation)-[own:PARTICIPATED_IN]->(engagement:Engagement)
WHERE end.key IN [$nation, $other]
  AND own.validFrom <= $on AND ($since IS NULL OR own.validTo IS NULL OR $since <= own.validTo)
// The days leave few of thousands, of which the rest is asked.
WITH DISTINCT end, own, engagement
WHERE own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
  AND EXISTS {
    MATCH (engagement)-[said:ASSERTED_BY]->(:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  }
MATCH (engagement)<-[theirs:PARTICIPATED_IN]-(broker:Nation)
WHERE broker.key IN $brokers AND broker <> end
  AND theirs.validFrom <= $on AND ($since IS NULL OR theirs.validTo IS NULL OR $since <= theirs.validTo)
  // Who left before the other came did not meet it.
  AND (own.validTo IS NULL OR theirs.validFrom <= own.validTo)
  AND (theirs.validTo IS NULL OR own.validFrom <= theirs.validTo)
  AND theirs.recordedAt <= $knownOn AND (theirs.supersededAt IS NULL OR theirs.supersededAt > $knownOn)
  AND theirs.marking <= $clearance AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND ($sources IS NULL OR theirs.source IN $sources)
WITH end, broker, engagement,
     CASE WHEN own.validTo < $on THEN own.validTo ELSE $on END AS ownLast,
     CASE WHEN theirs.validTo < $on THEN theirs.validTo ELSE $on END AS theirLast
// The greatest of lists is the one with the latest day, and the last key among those.
WITH end, broker, max([CASE WHEN ownLast < theirLast THEN ownLast ELSE theirLast END, engagement.key]) AS latest
RETURN broker.key AS broker, end.key AS nation, latest[0] AS day, latest[1] AS engagement
ORDER BY broker, nation
