// brokers/bodies
// The bodies to which two nations both belong on a day, and which of some nations belong too. A suspended member does
// not take part.
//
// result: many
// param nation: string           key of one of the two nations
// param other: string            key of the other
// param nations: list<string>    keys of the nations whose membership is asked for
// param on: date                 the day asked about
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
MATCH (:Nation {key: $nation})-[one:MEMBER_OF]->(body:Organization)<-[two:MEMBER_OF]-(:Nation {key: $other})
WHERE one.role <> 'suspended' AND two.role <> 'suspended'
  AND one.validFrom <= $on AND (one.validTo IS NULL OR $on <= one.validTo)
  AND one.recordedAt <= $knownOn AND (one.supersededAt IS NULL OR one.supersededAt > $knownOn)
  AND one.marking <= $clearance AND (one.releasableTo IS NULL OR $nationality IN one.releasableTo)
  AND ($sources IS NULL OR one.source IN $sources)
  AND two.validFrom <= $on AND (two.validTo IS NULL OR $on <= two.validTo)
  AND two.recordedAt <= $knownOn AND (two.supersededAt IS NULL OR two.supersededAt > $knownOn)
  AND two.marking <= $clearance AND (two.releasableTo IS NULL OR $nationality IN two.releasableTo)
  AND ($sources IS NULL OR two.source IN $sources)
WITH DISTINCT body
CALL (body) {
  MATCH (body)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name,
         said.kind AS kind
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
MATCH (body)<-[member:MEMBER_OF]-(nation:Nation)
WHERE nation.key IN $nations AND member.role <> 'suspended'
  AND member.validFrom <= $on AND (member.validTo IS NULL OR $on <= member.validTo)
  AND member.recordedAt <= $knownOn AND (member.supersededAt IS NULL OR member.supersededAt > $knownOn)
  AND member.marking <= $clearance AND (member.releasableTo IS NULL OR $nationality IN member.releasableTo)
  AND ($sources IS NULL OR member.source IN $sources)
WITH body, name, kind, nation
ORDER BY nation.key
RETURN body.key AS body, name, kind, collect(DISTINCT nation.key) AS members
ORDER BY body
