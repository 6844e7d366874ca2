// sharing/bodies
// The bodies that a viewer may know of, by every name that they had, for finding the one that is meant.
//
// result: many
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (body:Organization)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
WITH body, said, said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) AS holds
// What the best source says on that day comes first, and so names the body.
ORDER BY holds DESC, said.reliability, said.credibility, said.source, said.validFrom DESC
WITH body, collect(said) AS assertions
RETURN body.key AS key,
       assertions[0].name AS name,
       [said IN assertions | said.name]
         + [said IN assertions WHERE said.shortName IS NOT NULL | said.shortName] AS names
ORDER BY key
