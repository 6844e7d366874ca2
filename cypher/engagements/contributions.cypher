// engagements/contributions
// Who sent what to the HADR missions and peace operations in which a nation received help, in a period.
//
// result: many
// param nation: string         key of the nation that was helped
// param since: date            first day of the period
// param on: date               last day of the period
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})-[struck:PARTICIPATED_IN]->(engagement:Engagement)
WHERE struck.role IN ['recipient', 'host']
  AND struck.recordedAt <= $knownOn AND (struck.supersededAt IS NULL OR struck.supersededAt > $knownOn)
  AND struck.marking <= $clearance AND (struck.releasableTo IS NULL OR $nationality IN struck.releasableTo)
  AND EXISTS {
    MATCH (nation)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
MATCH (engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.kind IN ['hadr_mission', 'peace_operation']
  AND held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo)
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
MATCH (engagement)<-[sent:PARTICIPATED_IN]-(helper:Entity)
WHERE helper <> nation
  AND sent.recordedAt <= $knownOn AND (sent.supersededAt IS NULL OR sent.supersededAt > $knownOn)
  AND sent.marking <= $clearance AND (sent.releasableTo IS NULL OR $nationality IN sent.releasableTo)
CALL (helper) {
  MATCH (helper)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS helperName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN DISTINCT engagement.key AS key,
       held.name AS name,
       held.validFrom AS first,
       helper.key AS helper,
       helperName,
       sent.role AS role,
       sent.contribution AS contribution,
       sent.personnel AS personnel,
       sent.source AS source,
       sent.sourceRow AS sourceRow,
       coalesce(sent.synthetic, false) AS synthetic
ORDER BY first, key, helper, role, contribution, source
