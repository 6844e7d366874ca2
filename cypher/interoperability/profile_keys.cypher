// interoperability/profile_keys
// The requirement profiles and series that can be asked about, for suggestions.
//
// result: many
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
CALL () {
  MATCH (profile:Requirement)
  RETURN profile
  UNION
  MATCH (profile:EngagementSeries)
  RETURN profile
}
MATCH (profile)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
RETURN DISTINCT profile.key AS key, said.name AS name
ORDER BY key, name
// Suggestions are drawn from these; more would only make a wrong key slow.
LIMIT 2000
