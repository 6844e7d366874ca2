// attention/bodies
// Every body with its names on a day, to find the one that is meant.
//
// result: many
// param on: date              the day asked about
// param knownOn: datetime     what was known by then
// param clearance: integer    the viewer's clearance
// param nationality: string?  the viewer's nationality
MATCH (body:Organization)-[named:ASSERTED_BY]->(:Source)
WHERE named.recordedAt <= $knownOn AND (named.supersededAt IS NULL OR named.supersededAt > $knownOn)
  AND named.marking <= $clearance AND (named.releasableTo IS NULL OR $nationality IN named.releasableTo)
CALL (body) {
  MATCH (body)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN body.key AS key, name, collect(DISTINCT named.name) + collect(DISTINCT named.shortName) AS names
ORDER BY key
