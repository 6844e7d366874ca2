// agreements/frameworks
// The agreements of some kinds that are in force between parties on a day, the widest first: frameworks of many,
// and of two.
//
// result: many
// param kinds: list<string>    kinds of agreement
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (agreement:Agreement)<-[party:PARTY_TO]-(member:Nation|Organization)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND EXISTS {
    MATCH (member)-[said:ASSERTED_BY]->(:Source)
    WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
      AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  }
WITH agreement, collect(DISTINCT member.key) AS parties
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name,
         said.kind AS kind,
         said.objectives AS objectives,
         said.source AS source
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
WITH agreement, parties, name, kind, objectives, source
WHERE kind IN $kinds
RETURN agreement.key AS key,
       name,
       kind,
       size(parties) AS parties,
       size(parties) = 2 AS bilateral,
       objectives,
       source
ORDER BY parties DESC, key
