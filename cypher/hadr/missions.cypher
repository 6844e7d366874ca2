// hadr/missions
// Who helped a nation in relief missions of a period, the last missions first: each record of a nation, or of a unit of
// one, that took part.
//
// result: many
// param nation: string          key of the stricken nation
// param since: date             first day of the period
// param rows: integer           most rows
// param helping: list<string>   roles of those who help
// param helped: list<string>    roles of those who are helped
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (nation:Nation {key: $nation})-[own:PARTICIPATED_IN]->(mission:Engagement)
WHERE own.role IN $helped
WITH own, mission
WHERE own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
MATCH (mission)-[held:ASSERTED_BY]->(:Source)
WHERE held.kind = 'hadr_mission'
  AND held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo)
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
  AND ($sources IS NULL OR held.source IN $sources)
WITH mission, held, max(coalesce(own.synthetic, false)) AS ownSynthetic
ORDER BY held.reliability, held.credibility, held.source, held.validFrom DESC, held.recordId
WITH mission, collect(held) AS accounts, max(ownSynthetic) AS ownSynthetic
WITH mission, accounts[0].validFrom AS began, accounts[0].validTo AS ended,
     [account IN accounts WHERE account.costUsd IS NOT NULL | account.costUsd] AS costs,
     any(account IN accounts WHERE account.validFrom <> accounts[0].validFrom) AS datesDisputed,
     ownSynthetic OR any(account IN accounts WHERE account.synthetic) AS missionSynthetic
CALL (mission) {
  MATCH (mission)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
MATCH (mission)<-[took:PARTICIPATED_IN]-(participant:Nation|Unit)
WHERE took.role IN $helping
  AND took.recordedAt <= $knownOn AND (took.supersededAt IS NULL OR took.supersededAt > $knownOn)
  AND took.marking <= $clearance AND (took.releasableTo IS NULL OR $nationality IN took.releasableTo)
  AND ($sources IS NULL OR took.source IN $sources)
CALL (participant) {
  WITH participant
  WHERE participant:Nation
  RETURN participant AS helper, false AS ownedSynthetic
  UNION
  MATCH (participant)-[belongs:BELONGS_TO]->(owner:Nation)
  WHERE belongs.validFrom <= $on AND (belongs.validTo IS NULL OR $on <= belongs.validTo)
    AND belongs.recordedAt <= $knownOn AND (belongs.supersededAt IS NULL OR belongs.supersededAt > $knownOn)
    AND belongs.marking <= $clearance AND (belongs.releasableTo IS NULL OR $nationality IN belongs.releasableTo)
    AND ($sources IS NULL OR belongs.source IN $sources)
    AND EXISTS {
      MATCH (participant)-[known:ASSERTED_BY]->(:Source)
      WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
        AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
    }
  RETURN owner AS helper, max(coalesce(belongs.synthetic, false)) AS ownedSynthetic
}
WITH *
WHERE helper.key <> $nation
RETURN mission.key AS mission,
       name,
       began,
       ended,
       costs,
       datesDisputed,
       missionSynthetic OR ownedSynthetic AS besidesSynthetic,
       helper.key AS nation,
       CASE WHEN participant:Unit THEN participant.key END AS unit,
       took.role AS role,
       took.contribution AS contribution,
       took.personnel AS personnel,
       took.validFrom AS validFrom,
       took.validTo AS validTo,
       took.validFromPrecision AS validFromPrecision,
       coalesce(took.startUnknown, false) AS startUnknown,
       coalesce(took.endUnknown, false) AS endUnknown,
       took.attestedUntil AS attestedUntil,
       took.source AS source,
       took.sourceRow AS sourceRow,
       took.reliability AS reliability,
       took.credibility AS credibility,
       coalesce(took.synthetic, false) AS synthetic
ORDER BY began DESC, mission, nation, unit, validFrom, source, took.recordId
// One more than is used: then the answer is not complete.
LIMIT $rows
