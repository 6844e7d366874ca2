// balance/nations
// The nations that exist for a viewer, what each is called on a day, and its region then.
//
// result: many
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (nation:Nation)
CALL (nation) {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  WITH said, said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) AS holds
  RETURN said.name AS name,
         said.region AS region,
         holds
  ORDER BY holds DESC, said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN nation.key AS key,
       name,
       region,
       holds
ORDER BY key
