// sharing/memberships
// The bodies to which some nations belong as full members on a day: an observer, associate or partner is outside of a
// body’s own rules on information.
//
// result: many
// param nations: list<string>    keys of nations
// param on: date                 the day asked about
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
UNWIND $nations AS nationKey
MATCH (nation:Nation {key: nationKey})-[member:MEMBER_OF]->(body:Organization)
WHERE member.role IN ['member', 'founding_member']
  AND member.validFrom <= $on AND (member.validTo IS NULL OR $on <= member.validTo)
  AND member.recordedAt <= $knownOn AND (member.supersededAt IS NULL OR member.supersededAt > $knownOn)
  AND member.marking <= $clearance AND (member.releasableTo IS NULL OR $nationality IN member.releasableTo)
  AND ($sources IS NULL OR member.source IN $sources)
CALL (body) {
  MATCH (body)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS bodyName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN nation.key AS nation,
       body.key AS body,
       bodyName,
       member.role AS role,
       member.validFrom AS validFrom,
       member.validTo AS validTo,
       member.validFromPrecision AS validFromPrecision,
       coalesce(member.startUnknown, false) AS startUnknown,
       coalesce(member.endUnknown, false) AS endUnknown,
       member.attestedUntil AS attestedUntil,
       member.source AS source,
       member.sourceRow AS sourceRow,
       member.reliability AS reliability,
       member.credibility AS credibility,
       coalesce(member.synthetic, false) AS synthetic
ORDER BY body, nation, validFrom, source, member.recordId
