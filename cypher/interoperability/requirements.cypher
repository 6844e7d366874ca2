// interoperability/requirements
// What the kinds of mission need on a day: capabilities and standards with their weights and reasons.
//
// result: many
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (profile:Requirement)-[requires:REQUIRES]->(needed:Capability|Standard)
WHERE requires.validFrom <= $on AND (requires.validTo IS NULL OR $on <= requires.validTo)
  AND requires.recordedAt <= $knownOn AND (requires.supersededAt IS NULL OR requires.supersededAt > $knownOn)
  AND requires.marking <= $clearance AND (requires.releasableTo IS NULL OR $nationality IN requires.releasableTo)
CALL (profile) {
  MATCH (profile)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS profileName,
         said.mission AS mission
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (needed) {
  MATCH (needed)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS neededName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN profile.key AS requirement,
       profileName,
       mission,
       needed.key AS needed,
       neededName,
       [label IN labels(needed) WHERE label <> 'Entity'][0] AS label,
       requires.weight AS weight,
       requires.reason AS reason,
       requires.source AS source
ORDER BY requirement, weight DESC, needed, source
