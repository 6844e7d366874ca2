// alliances/listed
// How many agreements some sources list, and how many of them ever bound a party to an obligation by these sources.
//
// result: one
// param listing: string            key of the source that lists agreements
// param binding: string            key of the source that lists parties; it may be the same
// param obligation: string         an obligation, such as defence
// param knownOn: datetime          what was known by then
// param clearance: integer         the viewer's clearance
// param nationality: string?       the viewer's nationality
MATCH (:Source {key: $listing})<-[said:ASSERTED_BY]-(agreement:Agreement)
WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
WITH DISTINCT agreement
RETURN count(agreement) AS listed,
       count(CASE WHEN EXISTS {
         MATCH (agreement)<-[party:PARTY_TO]-(:Nation)
         WHERE party.source = $binding AND $obligation IN party.obligations
           AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
           AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
       } THEN 1 END) AS binding
