// sharing/terms
// What some agreements say of the sharing of information on a day: how far it goes, and on which conditions.
//
// result: many
// param agreements: list<string>   keys of agreements
// param on: date                   the day asked about
// param knownOn: datetime          what was known by then
// param sources: list<string>?     sources to rely on; null: all
// param clearance: integer         the viewer's clearance
// param nationality: string?       the viewer's nationality
UNWIND $agreements AS agreementKey
MATCH (:Agreement {key: agreementKey})-[binds:BINDS]->(obligation:Obligation)
WHERE binds.validFrom <= $on AND (binds.validTo IS NULL OR $on <= binds.validTo)
  AND binds.recordedAt <= $knownOn AND (binds.supersededAt IS NULL OR binds.supersededAt > $knownOn)
  AND binds.marking <= $clearance AND (binds.releasableTo IS NULL OR $nationality IN binds.releasableTo)
  AND ($sources IS NULL OR binds.source IN $sources)
MATCH (obligation)-[clause:ASSERTED_BY]->(:Source)
WHERE clause.kind = 'information_sharing'
  AND clause.validFrom <= $on AND (clause.validTo IS NULL OR $on <= clause.validTo)
  AND clause.recordedAt <= $knownOn AND (clause.supersededAt IS NULL OR clause.supersededAt > $knownOn)
  AND clause.marking <= $clearance AND (clause.releasableTo IS NULL OR $nationality IN clause.releasableTo)
  AND ($sources IS NULL OR clause.source IN $sources)
WITH DISTINCT agreementKey, obligation, clause
RETURN agreementKey AS agreement,
       obligation.key AS obligation,
       clause.name AS name,
       clause.article AS article,
       clause.conditions AS conditions,
       clause.validFrom AS validFrom,
       clause.validTo AS validTo,
       clause.validFromPrecision AS validFromPrecision,
       coalesce(clause.startUnknown, false) AS startUnknown,
       coalesce(clause.endUnknown, false) AS endUnknown,
       clause.attestedUntil AS attestedUntil,
       clause.source AS source,
       clause.sourceRow AS sourceRow,
       clause.reliability AS reliability,
       clause.credibility AS credibility,
       coalesce(clause.synthetic, false) AS synthetic
ORDER BY agreement, obligation, validFrom, source, clause.recordId
