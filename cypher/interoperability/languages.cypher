// interoperability/languages
// The official languages of some nations on a day, as each source has them.
//
// result: many
// param nations: list<string>   keys of nations
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $nations AS nationKey
MATCH (:Nation {key: nationKey})-[said:ASSERTED_BY]->(:Source)
WHERE said.languages IS NOT NULL
  AND said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND ($sources IS NULL OR said.source IN $sources)
RETURN nationKey AS nation,
       said.languages AS languages,
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
ORDER BY nation, validFrom, source, said.recordId
