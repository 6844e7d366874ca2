// attention/told_by_several
// Memberships in bodies and in agreements that hold by a day and that several sources tell of: all that each says of
// them until then.
//
// result: many
// viewer: not fact, who has one record only is passed over; of the others only what may be seen is counted
// param of: string?             key of a nation or body whose affairs are looked at; null: all
// param rows: integer           most rows
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
CALL () {
  WITH $of AS of
  WHERE of IS NULL
  MATCH (member:Nation|Organization)-[fact:MEMBER_OF|PARTY_TO]->(body:Organization|Agreement)
  RETURN member, fact, body
  UNION ALL
  MATCH (:Entity {key: $of})-[fact:MEMBER_OF|PARTY_TO]-(:Entity)
  RETURN startNode(fact) AS member, fact, endNode(fact) AS body
}
WITH member, body, collect(fact) AS every
WHERE size(every) > 1
UNWIND every AS fact
WITH member, body, fact
WHERE fact.validFrom <= $on
  AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
  AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND ($sources IS NULL OR fact.source IN $sources)
WITH member, body, collect(fact) AS facts, min(fact.source) <> max(fact.source) AS bySeveral
WHERE bySeveral
  AND any(fact IN facts WHERE fact.validTo IS NULL OR $on <= fact.validTo)
CALL (member) {
  MATCH (member)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS memberName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (body) {
  MATCH (body)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS bodyName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
UNWIND facts AS fact
CALL (fact) {
  OPTIONAL MATCH (source:Source {key: fact.source})
  WHERE source.marking <= $clearance AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
  RETURN coalesce(source.obligationsCoded, []) AS coded
}
RETURN member.key AS member,
       memberName,
       body.key AS body,
       bodyName,
       type(fact) AS type,
       fact.role AS role,
       coalesce(fact.obligations, []) AS obligations,
       coalesce(fact.obligationsUnknown, []) AS obligationsUnknown,
       coded,
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
ORDER BY body, member, fact.reliability, fact.credibility, fact.source, fact.validFrom DESC, fact.recordId
// One more than is used: then the answer is not complete.
LIMIT $rows
