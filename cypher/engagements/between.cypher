// engagements/between
// What two nations did together in a period, in order.
//
// result: many
// param nation: string         key of a nation
// param other: string          key of another
// param since: date            first day of the period
// param on: date               last day of the period
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})-[one:PARTICIPATED_IN]->(engagement:Engagement)<-[two:PARTICIPATED_IN]-(other:Nation {key: $other})
WHERE one.recordedAt <= $knownOn AND (one.supersededAt IS NULL OR one.supersededAt > $knownOn)
  AND one.marking <= $clearance AND (one.releasableTo IS NULL OR $nationality IN one.releasableTo)
  AND two.recordedAt <= $knownOn AND (two.supersededAt IS NULL OR two.supersededAt > $knownOn)
  AND two.marking <= $clearance AND (two.releasableTo IS NULL OR $nationality IN two.releasableTo)
  AND EXISTS {
    MATCH (nation)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
  AND EXISTS {
    MATCH (other)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
MATCH (engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo)
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
RETURN DISTINCT engagement.key AS key,
       held.name AS name,
       held.kind AS kind,
       held.validFrom AS first,
       held.validTo AS last,
       one.role AS role,
       two.role AS otherRole,
       held.source AS source,
       held.sourceRow AS sourceRow,
       coalesce(held.synthetic, false) AS synthetic
ORDER BY first, key, role, otherRole, source
