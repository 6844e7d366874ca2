// attention/dated_by_several
// Agreements of which sources give different days of signature, and engagements of a period of which they give
// different first days.
//
// result: many
// viewer: not [:ASSERTED_BY], who has one record only is passed over; of the others only what may be seen is counted
// param of: string?             key of a nation or body whose affairs are looked at; null: all
// param since: date             first day of the time looked back on
// param until: date             last day of the time ahead
// param rows: integer           most rows
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
CALL () {
  WITH $of AS of
  WHERE of IS NULL
  MATCH (subject:Agreement|Engagement)
  // Of most there is one record only: they are passed over by its number.
  WHERE COUNT { (subject)-[:ASSERTED_BY]->() } > 1
  RETURN subject
  UNION ALL
  MATCH (:Entity {key: $of})-[own:PARTY_TO|PARTICIPATED_IN]->(subject:Agreement|Engagement)
  WITH own, subject
  WHERE COUNT { (subject)-[:ASSERTED_BY]->() } > 1
  WITH own, subject
  WHERE own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
    AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
    AND ($sources IS NULL OR own.source IN $sources)
  RETURN DISTINCT subject
}
MATCH (subject)-[fact:ASSERTED_BY]->(:Source)
WHERE (subject:Engagement OR fact.validFrom <= $on)
  AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
  AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND ($sources IS NULL OR fact.source IN $sources)
WITH subject, collect(fact) AS facts,
     collect(DISTINCT fact.signedOn) AS signings,
     collect(DISTINCT fact.validFrom) AS beginnings
WHERE CASE
    WHEN subject:Engagement THEN size(beginnings) > 1
      AND any(beginning IN beginnings WHERE $since <= beginning AND beginning <= $until)
    ELSE size(signings) > 1
  END
CALL (subject) {
  MATCH (subject)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
UNWIND facts AS fact
RETURN subject.key AS subject,
       name,
       [label IN labels(subject) WHERE label <> 'Entity'][0] AS label,
       fact.signedOn AS signedOn,
       fact.validFrom AS validFrom,
       fact.validTo AS validTo,
       fact.validFromPrecision AS validFromPrecision,
       coalesce(fact.startUnknown, false) AS startUnknown,
       coalesce(fact.endUnknown, false) AS endUnknown,
       fact.attestedUntil AS attestedUntil,
       fact.source AS source,
       fact.sourceRow AS sourceRow,
       fact.reliability AS reliability,
       fact.credibility AS credibility,
       coalesce(fact.synthetic, false) AS synthetic
ORDER BY subject, fact.reliability, fact.credibility, fact.source, fact.validFrom DESC, fact.recordId
// One more than is used: then the answer is not complete.
LIMIT $rows
