// interoperability/implementation
// How far nations follow a standard on a day. A nation that is not listed is unknown, which is not no.
//
// result: many
// param standard: string       key of a standard
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (standard:Standard {key: $standard})<-[implements:IMPLEMENTS]-(holder:Nation|Unit|Organization)
WHERE implements.validFrom <= $on AND (implements.validTo IS NULL OR $on <= implements.validTo)
  AND implements.recordedAt <= $knownOn AND (implements.supersededAt IS NULL OR implements.supersededAt > $knownOn)
  AND implements.marking <= $clearance AND (implements.releasableTo IS NULL OR $nationality IN implements.releasableTo)
  AND EXISTS {
    MATCH (standard)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (holder) {
  MATCH (holder)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN holder.key AS holder,
       name,
       implements.status AS status,
       implements.reservation AS reservation,
       implements.validFrom AS since,
       implements.source AS source,
       implements.sourceRow AS sourceRow,
       coalesce(implements.synthetic, false) AS synthetic
ORDER BY holder, since, source
