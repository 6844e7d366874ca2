// brokers/participations
// Who of some nations took part in some engagements by a day, as what, and who says so.
//
// result: many
// param engagements: list<string>   keys of engagements
// param nations: list<string>       keys of nations
// param on: date                    the day asked about
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
UNWIND $engagements AS engagementKey
MATCH (engagement:Engagement {key: engagementKey})
CALL (engagement) {
  MATCH (engagement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name,
         said.kind AS kind
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
MATCH (engagement)<-[took:PARTICIPATED_IN]-(nation:Nation)
WHERE nation.key IN $nations
  AND took.validFrom <= $on
  AND took.recordedAt <= $knownOn AND (took.supersededAt IS NULL OR took.supersededAt > $knownOn)
  AND took.marking <= $clearance AND (took.releasableTo IS NULL OR $nationality IN took.releasableTo)
  AND ($sources IS NULL OR took.source IN $sources)
CALL (nation) {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS nationName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN engagement.key AS engagement,
       name,
       kind,
       nation.key AS nation,
       nationName,
       took.role AS role,
       took.validFrom AS validFrom,
       took.validTo AS validTo,
       took.validFromPrecision AS validFromPrecision,
       coalesce(took.startUnknown, false) AS startUnknown,
       coalesce(took.endUnknown, false) AS endUnknown,
       took.attestedUntil AS attestedUntil,
       took.source AS source,
       took.sourceRow AS sourceRow,
       took.reliability AS reliability,
       took.credibility AS credibility,
       coalesce(took.synthetic, false) AS synthetic
ORDER BY engagement, nation, validFrom, source, took.recordId
