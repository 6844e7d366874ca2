// hadr/frameworks
// The agreements and bodies that a nation is in on a day and under which, or by which, relief was given by then: the
// last such mission, and the nations that are in them.
//
// result: many
// param nation: string          key of the stricken nation
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (:Nation {key: $nation})-[own:PARTY_TO|MEMBER_OF]->(framework:Agreement|Organization)
WHERE coalesce(own.role, 'member') IN ['member', 'founding_member']
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
WITH DISTINCT framework
WHERE EXISTS {
    MATCH (framework)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (framework) {
  MATCH (framework)-[gave:GOVERNED_BY|PARTICIPATED_IN]-(mission:Engagement)
  WHERE gave.validFrom <= $on
    AND gave.recordedAt <= $knownOn AND (gave.supersededAt IS NULL OR gave.supersededAt > $knownOn)
    AND gave.marking <= $clearance AND (gave.releasableTo IS NULL OR $nationality IN gave.releasableTo)
    AND ($sources IS NULL OR gave.source IN $sources)
  MATCH (mission)-[held:ASSERTED_BY]->(:Source)
  WHERE held.kind = 'hadr_mission'
    AND held.validFrom <= $on
    AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
    AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
    AND ($sources IS NULL OR held.source IN $sources)
  WITH mission, max(held.validFrom) AS began,
       max(coalesce(gave.synthetic, false) OR coalesce(held.synthetic, false)) AS missionSynthetic
  // The last one is enough to say why it counts.
  ORDER BY began DESC, mission.key
  LIMIT 1
  RETURN mission, began, missionSynthetic
}
CALL (mission) {
  MATCH (mission)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS missionName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
MATCH (framework)<-[belongs:PARTY_TO|MEMBER_OF]-(member:Nation)
WHERE coalesce(belongs.role, 'member') IN ['member', 'founding_member']
  AND belongs.validFrom <= $on AND (belongs.validTo IS NULL OR $on <= belongs.validTo)
  AND belongs.recordedAt <= $knownOn AND (belongs.supersededAt IS NULL OR belongs.supersededAt > $knownOn)
  AND belongs.marking <= $clearance AND (belongs.releasableTo IS NULL OR $nationality IN belongs.releasableTo)
  AND ($sources IS NULL OR belongs.source IN $sources)
RETURN framework.key AS framework,
       mission.key AS mission,
       missionName,
       began AS missionBegan,
       missionSynthetic,
       collect(DISTINCT member.key) AS nations
ORDER BY framework
