// interoperability/trainings
// The series of exercises, courses and exchanges that stand on a day and train some of what is needed: they require
// it, or belong to a domain of it.
//
// result: many
// param kinds: list<string>     kinds of series that train
// param profile: string         key of a series that trains what is asked about by being it
// param needed: list<string>    keys of capabilities and standards
// param domains: list<string>   keys of domains
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (series:EngagementSeries)
CALL (series) {
  MATCH (series)-[said:ASSERTED_BY]->(:Source)
  WHERE said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND ($sources IS NULL OR said.source IN $sources)
  RETURN said.name AS name,
         said.kind AS kind,
         said.cadenceMonths AS cadenceMonths,
         coalesce(said.synthetic, false) AS synthetic
  ORDER BY said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
WITH series, name, kind, cadenceMonths, synthetic
WHERE kind IN $kinds
CALL (series) {
  MATCH (series)-[requires:REQUIRES]->(needed:Capability|Standard)
  WHERE needed.key IN $needed
    AND requires.validFrom <= $on AND (requires.validTo IS NULL OR $on <= requires.validTo)
    AND requires.recordedAt <= $knownOn AND (requires.supersededAt IS NULL OR requires.supersededAt > $knownOn)
    AND requires.marking <= $clearance AND (requires.releasableTo IS NULL OR $nationality IN requires.releasableTo)
    AND ($sources IS NULL OR requires.source IN $sources)
    AND EXISTS {
      MATCH (needed)-[known:ASSERTED_BY]->(:Source)
      WHERE known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
        AND known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
    }
  WITH DISTINCT needed.key AS needed
  ORDER BY needed
  RETURN collect(needed) AS requires
}
CALL (series) {
  MATCH (series)-[link:IN_DOMAIN]->(domain:Domain)
  WHERE domain.key IN $domains
    AND link.validFrom <= $on AND (link.validTo IS NULL OR $on <= link.validTo)
    AND link.recordedAt <= $knownOn AND (link.supersededAt IS NULL OR link.supersededAt > $knownOn)
    AND link.marking <= $clearance AND (link.releasableTo IS NULL OR $nationality IN link.releasableTo)
    AND ($sources IS NULL OR link.source IN $sources)
  WITH DISTINCT domain.key AS domain
  ORDER BY domain
  RETURN collect(domain) AS domains
}
WITH series, name, kind, cadenceMonths, synthetic, requires, domains
WHERE size(requires) > 0 OR size(domains) > 0 OR series.key = $profile
RETURN series.key AS series, name, kind, cadenceMonths, synthetic, requires, domains
ORDER BY series
// Only the first few for each gap are ever named.
LIMIT 501
