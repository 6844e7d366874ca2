// brokers/memberships
// The memberships of some nations in some bodies on a day, with their evidence.
//
// result: many
// param bodies: list<string>     keys of bodies
// param nations: list<string>    keys of nations
// param on: date                 the day asked about
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
UNWIND $bodies AS bodyKey
MATCH (body:Organization {key: bodyKey})<-[member:MEMBER_OF]-(nation:Nation)
WHERE nation.key IN $nations AND member.role <> 'suspended'
  AND member.validFrom <= $on AND (member.validTo IS NULL OR $on <= member.validTo)
  AND member.recordedAt <= $knownOn AND (member.supersededAt IS NULL OR member.supersededAt > $knownOn)
  AND member.marking <= $clearance AND (member.releasableTo IS NULL OR $nationality IN member.releasableTo)
  AND ($sources IS NULL OR member.source IN $sources)
  AND EXISTS {
    MATCH (body)-[said:ASSERTED_BY]->(:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  }
CALL (nation) {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS nationName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN body.key AS body,
       nation.key AS nation,
       nationName,
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
