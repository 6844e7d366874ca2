// disputes/of
// What stands between a nation and others on a day, and on which side each is.
//
// result: many
// param nation: string         key of a nation
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})-[own:DISPUTES]->(dispute:Dispute)<-[theirs:DISPUTES]-(other:Nation|Organization)
WHERE own.side <> theirs.side
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $on <= theirs.validTo)
  AND theirs.recordedAt <= $knownOn AND (theirs.supersededAt IS NULL OR theirs.supersededAt > $knownOn)
  AND theirs.marking <= $clearance AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND EXISTS {
    MATCH (nation)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (dispute) {
  MATCH (dispute)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name,
         said.kind AS kind,
         said.subject AS subject
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (other) {
  MATCH (other)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS otherName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN dispute.key AS key,
       name,
       kind,
       subject,
       own.role AS role,
       other.key AS other,
       otherName,
       theirs.role AS otherRole,
       own.validFrom AS since,
       own.source AS source,
       own.sourceRow AS sourceRow,
       coalesce(own.synthetic, false) AS synthetic
ORDER BY kind, since, key, other, source
