// hadr/nations
// Every nation with its name on a day, and where sources place its capital and whether it has a coast: the best graded
// first.
//
// result: many
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (nation:Nation)
CALL (nation) {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (nation) {
  MATCH (nation)-[placed:ASSERTED_BY]->(:Source)
  WHERE (placed.latitude IS NOT NULL OR placed.landlocked IS NOT NULL)
    AND placed.validFrom <= $on AND (placed.validTo IS NULL OR $on <= placed.validTo)
    AND placed.recordedAt <= $knownOn AND (placed.supersededAt IS NULL OR placed.supersededAt > $knownOn)
    AND placed.marking <= $clearance AND (placed.releasableTo IS NULL OR $nationality IN placed.releasableTo)
    AND ($sources IS NULL OR placed.source IN $sources)
  WITH placed
  ORDER BY placed.reliability, placed.credibility, placed.source, placed.validFrom DESC, placed.recordId
  RETURN collect([placed.latitude, placed.longitude, placed.landlocked]) AS positions
}
RETURN nation.key AS nation, name, positions
ORDER BY nation
