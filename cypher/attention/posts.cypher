// attention/posts
// The posts that are vacant on a day, or of which a source says that they, their sender or an accreditation end soon:
// all that sources say of each.
//
// result: many
// param of: string?             key of a nation or body whose affairs are looked at; null: all
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
  MATCH (post:AttachePost)
  RETURN post
  UNION ALL
  MATCH (:Entity {key: $of})<-[own:SENT_BY|ACCREDITED_TO]-(post:AttachePost)
  WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
    AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
    AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
    AND ($sources IS NULL OR own.source IN $sources)
  RETURN DISTINCT post
}
CALL (post) {
  MATCH (post)-[fact:ASSERTED_BY]->(:Source)
  WHERE fact.validFrom <= $on AND (fact.validTo IS NULL OR $on <= fact.validTo)
    AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
    AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
    AND ($sources IS NULL OR fact.source IN $sources)
  RETURN fact, null AS other
  UNION ALL
  MATCH (post)-[fact:SENT_BY|ACCREDITED_TO]->(other:Nation|Organization)
  WHERE fact.validFrom <= $on AND (fact.validTo IS NULL OR $on <= fact.validTo)
    AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
    AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
    AND ($sources IS NULL OR fact.source IN $sources)
    AND EXISTS {
      MATCH (other)-[known:ASSERTED_BY]->(:Source)
      WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
        AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
    }
  RETURN fact, other
}
WITH post, collect({fact: fact, other: other}) AS facts
WHERE any(each IN facts WHERE each.fact.vacant OR (each.fact.validTo <= $until AND each.fact.endUnknown IS NULL))
  AND any(each IN facts WHERE type(each.fact) = 'ACCREDITED_TO')
CALL (post) {
  MATCH (post)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
UNWIND facts AS each
WITH post, name, each.fact AS fact, each.other AS other
RETURN post.key AS post,
       name,
       type(fact) AS type,
       other.key AS other,
       fact.vacant AS vacant,
       fact.resident AS resident,
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
ORDER BY post, type, other, fact.reliability, fact.credibility, fact.source, fact.validFrom DESC, fact.recordId
// One more than is used: then the answer is not complete.
LIMIT $rows
