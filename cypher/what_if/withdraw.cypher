// what_if/withdraw
// Suppose that a nation left an agreement before a day: the records of its membership that stand and may be seen end.
// Asked only in a transaction that is rolled back.
//
// result: write
// param nation: string         key of a nation
// param agreement: string      key of an agreement
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param sources: list<string>? sources to rely on; null: all
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})-[party:PARTY_TO]->(agreement:Agreement {key: $agreement})
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
  AND EXISTS {
    MATCH (agreement)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
SET party.validTo = $on - duration({days: 1})
RETURN count(party) AS ended
