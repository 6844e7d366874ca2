// hadr/disputes
// What stands on a day between a nation and nations on another side.
//
// result: many
// param nation: string          key of the stricken nation
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (nation:Nation {key: $nation})-[own:DISPUTES]->(dispute:Dispute)<-[theirs:DISPUTES]-(other:Nation)
WHERE own.side <> theirs.side
  AND other <> nation
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $on <= theirs.validTo)
  AND theirs.recordedAt <= $knownOn AND (theirs.supersededAt IS NULL OR theirs.supersededAt > $knownOn)
  AND theirs.marking <= $clearance AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND ($sources IS NULL OR theirs.source IN $sources)
CALL (dispute) {
  MATCH (dispute)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (dispute) {
  MATCH (dispute)-[described:ASSERTED_BY]->(:Source)
  WHERE described.validFrom <= $on AND (described.validTo IS NULL OR $on <= described.validTo)
    AND described.recordedAt <= $knownOn AND (described.supersededAt IS NULL OR described.supersededAt > $knownOn)
    AND described.marking <= $clearance AND (described.releasableTo IS NULL OR $nationality IN described.releasableTo)
    AND ($sources IS NULL OR described.source IN $sources)
  WITH described
  ORDER BY described.reliability, described.credibility, described.source, described.validFrom DESC
  RETURN collect(described.kind)[0] AS kind, collect(described.subject)[0] AS subject
}
RETURN dispute.key AS dispute,
       name,
       kind,
       subject,
       own.role AS ownRole,
       other.key AS nation,
       theirs.role AS role,
       coalesce(own.synthetic, false) AS besidesSynthetic,
       theirs.validFrom AS validFrom,
       theirs.validTo AS validTo,
       theirs.validFromPrecision AS validFromPrecision,
       coalesce(theirs.startUnknown, false) AS startUnknown,
       coalesce(theirs.endUnknown, false) AS endUnknown,
       theirs.attestedUntil AS attestedUntil,
       theirs.source AS source,
       theirs.sourceRow AS sourceRow,
       theirs.reliability AS reliability,
       theirs.credibility AS credibility,
       coalesce(theirs.synthetic, false) AS synthetic
ORDER BY dispute, nation, validFrom, source, theirs.recordId, own.recordId
