// sharing/subject
// What is said of something, by each source: whose information that is, and whom it may be released to.
//
// result: many
// param subject: string          key of an entity
// param on: date                 the day asked about
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
MATCH (subject:Entity {key: $subject})-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
RETURN subject.key AS subject,
       said.name AS name,
       said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) AS holds,
       ($sources IS NULL OR said.source IN $sources) AS chosen,
       said.marking AS marking,
       said.originator AS originator,
       said.releasableTo AS releasableTo,
       said.validFrom AS validFrom,
       said.validTo AS validTo,
       said.validFromPrecision AS validFromPrecision,
       coalesce(said.startUnknown, false) AS startUnknown,
       coalesce(said.endUnknown, false) AS endUnknown,
       said.attestedUntil AS attestedUntil,
       said.source AS source,
       said.sourceRow AS sourceRow,
       said.reliability AS reliability,
       said.credibility AS credibility,
       coalesce(said.synthetic, false) AS synthetic
// What the best source says on that day comes first, and so names it.
ORDER BY holds DESC, reliability, credibility, source, validFrom DESC, said.recordId
