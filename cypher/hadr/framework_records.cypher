// hadr/framework_records
// The records of some nations in some agreements and bodies on a day.
//
// result: many
// param frameworks: list<string>  keys of agreements and bodies
// param nations: list<string>     keys of nations
// param on: date                  the day asked about
// param knownOn: datetime         what was known by then
// param sources: list<string>?    sources to rely on; null: all
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
UNWIND $frameworks AS frameworkKey
MATCH (framework:Entity {key: frameworkKey})
CALL (framework) {
  MATCH (framework)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
MATCH (framework)<-[belongs:PARTY_TO|MEMBER_OF]-(member:Nation)
WHERE member.key IN $nations
  AND coalesce(belongs.role, 'member') IN ['member', 'founding_member']
  AND belongs.validFrom <= $on AND (belongs.validTo IS NULL OR $on <= belongs.validTo)
  AND belongs.recordedAt <= $knownOn AND (belongs.supersededAt IS NULL OR belongs.supersededAt > $knownOn)
  AND belongs.marking <= $clearance AND (belongs.releasableTo IS NULL OR $nationality IN belongs.releasableTo)
  AND ($sources IS NULL OR belongs.source IN $sources)
RETURN framework.key AS framework,
       name,
       framework:Organization AS body,
       member.key AS nation,
       belongs.role AS role,
       belongs.validFrom AS validFrom,
       belongs.validTo AS validTo,
       belongs.validFromPrecision AS validFromPrecision,
       coalesce(belongs.startUnknown, false) AS startUnknown,
       coalesce(belongs.endUnknown, false) AS endUnknown,
       belongs.attestedUntil AS attestedUntil,
       belongs.source AS source,
       belongs.sourceRow AS sourceRow,
       belongs.reliability AS reliability,
       belongs.credibility AS credibility,
       coalesce(belongs.synthetic, false) AS synthetic
ORDER BY framework, nation, validFrom, source, belongs.recordId
