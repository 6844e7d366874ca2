// histories/series
// Some series of engagements: what each is called, and what every source says by a day of its rhythm and its end.
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
CALL (series) {
  MATCH (series)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (series) {
  MATCH (series)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND ($sources IS NULL OR said.source IN $sources)
    AND said.validFrom <= $on
  WITH said
  ORDER BY said.reliability, said.credibility, said.source, said.validFrom DESC, said.recordId
  RETURN collect(said {
    .cadenceMonths, .validFrom, .validTo, .attestedUntil, .source, .synthetic
  }) AS accounts
}
RETURN key, name, accounts
ORDER BY key
