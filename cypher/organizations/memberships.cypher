// organizations/memberships
// Which alliances, coalitions and other bodies a nation belongs to on a day.
//
// result: many
// param nation: string         key of a nation
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})-[member:MEMBER_OF]->(body:Organization)
WHERE member.validFrom <= $on AND (member.validTo IS NULL OR $on <= member.validTo)
  AND member.recordedAt <= $knownOn AND (member.supersededAt IS NULL OR member.supersededAt > $knownOn)
  AND member.marking <= $clearance AND (member.releasableTo IS NULL OR $nationality IN member.releasableTo)
  AND EXISTS {
    MATCH (nation)-[said:ASSERTED_BY]->(:Source)
    WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
      AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  }
CALL (body) {
  MATCH (body)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name,
         said.kind AS kind
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN body.key AS organization,
       name,
       kind,
       member.role AS role,
       member.validFrom AS since,
       member.source AS source,
       member.sourceRow AS sourceRow,
       coalesce(member.synthetic, false) AS synthetic
ORDER BY kind, since, organization, source
