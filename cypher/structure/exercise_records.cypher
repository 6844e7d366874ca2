// structure/exercise_records
// What sources say of some exercises that were held in a period, the latest first.
//
// result: many
// param engagements: list<string>    keys of engagements
// param since: date                  first day of the period
// param on: date                     last day of the period
// param knownOn: datetime            what was known by then
// param sources: list<string>?       sources to rely on; null: all
// param clearance: integer           the viewer's clearance
// param nationality: string?         the viewer's nationality
UNWIND $engagements AS engagementKey
MATCH (engagement:Engagement {key: engagementKey})-[held:ASSERTED_BY]->(:Source)
WHERE held.kind = 'joint_exercise'
  AND held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo)
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
  AND ($sources IS NULL OR held.source IN $sources)
RETURN engagement.key AS of,
       held.name AS name,
       held.validFrom AS validFrom,
       held.validTo AS validTo,
       held.validFromPrecision AS validFromPrecision,
       coalesce(held.startUnknown, false) AS startUnknown,
       coalesce(held.endUnknown, false) AS endUnknown,
       held.attestedUntil AS attestedUntil,
       held.source AS source,
       held.sourceRow AS sourceRow,
       held.reliability AS reliability,
       held.credibility AS credibility,
       coalesce(held.synthetic, false) AS synthetic
ORDER BY validFrom DESC, of, source, held.recordId
// An answer shows at most 250; one more tells that there are more.
LIMIT 251
