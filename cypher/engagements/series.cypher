// engagements/series
// The series of some kinds, when each was last held by a day, and its own rhythm.
//
// result: many
// param kinds: list<string>    kinds of engagement
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (series:EngagementSeries)
CALL (series) {
  MATCH (series)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name,
         said.kind AS kind,
         said.cadenceMonths AS cadenceMonths,
         said.objectives AS objectives
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
WITH series, name, kind, cadenceMonths, objectives
WHERE kind IN $kinds
OPTIONAL MATCH (series)<-[link:IN_SERIES]-(engagement:Engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.validFrom <= $on
  AND link.recordedAt <= $knownOn AND (link.supersededAt IS NULL OR link.supersededAt > $knownOn)
  AND link.marking <= $clearance AND (link.releasableTo IS NULL OR $nationality IN link.releasableTo)
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
RETURN series.key AS key,
       name,
       kind,
       cadenceMonths,
       objectives,
       count(DISTINCT engagement) AS held,
       min(held.validFrom) AS first,
       max(held.validFrom) AS latest
ORDER BY kind, key
