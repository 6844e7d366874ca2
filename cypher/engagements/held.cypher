// engagements/held
// What was held of some kinds in a period, with hosts and participants: exercises, dialogues, visits, port calls,
// exchanges, training, education, confidence building, transparency, forums, HADR and peace operations.
//
// result: many
// param kinds: list<string>    kinds of engagement
// param since: date            first day of the period
// param on: date               last day of the period
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (engagement:Engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.kind IN $kinds
  AND held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo)
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
CALL (engagement) {
  MATCH (engagement)<-[part:PARTICIPATED_IN]-(participant:Entity)
  WHERE part.recordedAt <= $knownOn AND (part.supersededAt IS NULL OR part.supersededAt > $knownOn)
    AND part.marking <= $clearance AND (part.releasableTo IS NULL OR $nationality IN part.releasableTo)
    AND EXISTS {
      MATCH (participant)-[known:ASSERTED_BY]->(:Source)
      WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
        AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
    }
  WITH participant.key AS participant, part
  ORDER BY part.role, participant, part.source
  RETURN collect(part {participant: participant, .role, .contribution, .personnel, .source}) AS participants
}
RETURN engagement.key AS key,
       held.name AS name,
       held.kind AS kind,
       held.validFrom AS first,
       held.validTo AS last,
       held.location AS location,
       held.level AS level,
       held.objectives AS objectives,
       participants,
       held.source AS source,
       held.sourceRow AS sourceRow,
       coalesce(held.synthetic, false) AS synthetic
ORDER BY first, key, source
// A period is the caller's to choose; this bounds what one answer carries.
LIMIT 5000
