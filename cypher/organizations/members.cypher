// organizations/members
// Who belongs to a body on a day, as what, and since when.
//
// result: many
// param organization: string   key of a body
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (body:Organization {key: $organization})<-[member:MEMBER_OF]-(nation:Nation)
WHERE member.validFrom <= $on AND (member.validTo IS NULL OR $on <= member.validTo)
  AND member.recordedAt <= $knownOn AND (member.supersededAt IS NULL OR member.supersededAt > $knownOn)
  AND member.marking <= $clearance AND (member.releasableTo IS NULL OR $nationality IN member.releasableTo)
  AND EXISTS {
    MATCH (body)-[said:ASSERTED_BY]->(:Source)
    WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
      AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  }
CALL (nation) {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN nation.key AS nation,
       name,
       member.role AS role,
       member.validFrom AS since,
       member.source AS source,
       member.sourceRow AS sourceRow,
       coalesce(member.synthetic, false) AS synthetic
ORDER BY since, nation, source
