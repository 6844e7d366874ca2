// hadr/positions
// The records of where some nations have their capitals on a day, the best graded first.
//
// result: many
// param nations: list<string>   keys of nations
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $nations AS nationKey
MATCH (nation:Nation {key: nationKey})-[placed:ASSERTED_BY]->(:Source)
WHERE (placed.latitude IS NOT NULL OR placed.landlocked IS NOT NULL)
  AND placed.validFrom <= $on AND (placed.validTo IS NULL OR $on <= placed.validTo)
  AND placed.recordedAt <= $knownOn AND (placed.supersededAt IS NULL OR placed.supersededAt > $knownOn)
  AND placed.marking <= $clearance AND (placed.releasableTo IS NULL OR $nationality IN placed.releasableTo)
  AND ($sources IS NULL OR placed.source IN $sources)
RETURN nation.key AS nation,
       placed.capital AS capital,
       placed.latitude AS latitude,
       placed.longitude AS longitude,
       placed.landlocked AS landlocked,
       placed.validFrom AS validFrom,
       placed.validTo AS validTo,
       placed.validFromPrecision AS validFromPrecision,
       coalesce(placed.startUnknown, false) AS startUnknown,
       coalesce(placed.endUnknown, false) AS endUnknown,
       placed.attestedUntil AS attestedUntil,
       placed.source AS source,
       placed.sourceRow AS sourceRow,
       placed.reliability AS reliability,
       placed.credibility AS credibility,
       coalesce(placed.synthetic, false) AS synthetic
ORDER BY nation, placed.reliability, placed.credibility, placed.source, placed.validFrom DESC, placed.recordId
