// balance/flows
// Arms transfers, deployments and signals of support between some nations and some powers in a period, either way, the
// best source first.
//
// result: many
// param nations: list<string>     keys of the nations whose balance it is
// param powers: list<string>      keys of the powers
// param since: date               first day of the period
// param on: date                  last day of the period
// param knownOn: datetime         what was known by then
// param sources: list<string>?    sources to rely on; null: all
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
UNWIND $nations AS nationKey
MATCH (nation:Nation {key: nationKey})-[flow:TRANSFERRED_TO|DEPLOYED_IN|SIGNALLED]-(power:Nation)
WHERE power.key IN $powers AND power.key <> nationKey
  AND flow.validFrom <= $on AND (flow.validTo IS NULL OR $since <= flow.validTo)
  AND flow.recordedAt <= $knownOn AND (flow.supersededAt IS NULL OR flow.supersededAt > $knownOn)
  AND flow.marking <= $clearance AND (flow.releasableTo IS NULL OR $nationality IN flow.releasableTo)
  AND ($sources IS NULL OR flow.source IN $sources)
RETURN type(flow) AS type,
       power.key AS power,
       startNode(flow).key AS sender,
       endNode(flow).key AS recipient,
       coalesce(flow.designation, flow.kind) AS what,
       flow.personnel AS personnel,
       flow.validFrom AS validFrom,
       flow.validTo AS validTo,
       flow.validFromPrecision AS validFromPrecision,
       coalesce(flow.startUnknown, false) AS startUnknown,
       coalesce(flow.endUnknown, false) AS endUnknown,
       flow.attestedUntil AS attestedUntil,
       flow.source AS source,
       flow.sourceRow AS sourceRow,
       flow.reliability AS reliability,
       flow.credibility AS credibility,
       coalesce(flow.synthetic, false) AS synthetic,
       flow.recordId AS recordId
ORDER BY type, power, sender, recipient, what, reliability, credibility, source, validFrom, recordId
// Seventy years of a region's arms imports are some 10,000. One more tells that there are more.
LIMIT 20001
