// hadr/needs
// Which capabilities a kind of mission needs on a day: each record of its requirement profiles.
//
// result: many
// param mission: string         kind of mission of the profiles
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (profile:Requirement)-[profiled:ASSERTED_BY]->(:Source)
WHERE profiled.mission = $mission
  AND profiled.validFrom <= $on AND (profiled.validTo IS NULL OR $on <= profiled.validTo)
  AND profiled.recordedAt <= $knownOn AND (profiled.supersededAt IS NULL OR profiled.supersededAt > $knownOn)
  AND profiled.marking <= $clearance AND (profiled.releasableTo IS NULL OR $nationality IN profiled.releasableTo)
  AND ($sources IS NULL OR profiled.source IN $sources)
WITH DISTINCT profile
MATCH (profile)-[requires:REQUIRES]->(capability:Capability)
WHERE requires.validFrom <= $on AND (requires.validTo IS NULL OR $on <= requires.validTo)
  AND requires.recordedAt <= $knownOn AND (requires.supersededAt IS NULL OR requires.supersededAt > $knownOn)
  AND requires.marking <= $clearance AND (requires.releasableTo IS NULL OR $nationality IN requires.releasableTo)
  AND ($sources IS NULL OR requires.source IN $sources)
CALL (capability) {
  MATCH (capability)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN capability.key AS capability,
       name,
       requires.weight AS weight,
       requires.reason AS reason,
       requires.validFrom AS validFrom,
       requires.validTo AS validTo,
       requires.validFromPrecision AS validFromPrecision,
       coalesce(requires.startUnknown, false) AS startUnknown,
       coalesce(requires.endUnknown, false) AS endUnknown,
       requires.attestedUntil AS attestedUntil,
       requires.source AS source,
       requires.sourceRow AS sourceRow,
       requires.reliability AS reliability,
       requires.credibility AS credibility,
       coalesce(requires.synthetic, false) AS synthetic
ORDER BY capability, validFrom, source, requires.recordId
