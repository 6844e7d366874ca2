// histories/names
// Which nations, bodies, units and attaché posts bear these keys, and what each is called on a day.
//
// result: many
// param keys: list<string>      keys of nations, organisations, units and attaché posts
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $keys AS key
MATCH (party:Entity {key: key})
WHERE party:Nation OR party:Organization OR party:Unit OR party:AttachePost
// What the best source calls it on that day; no row where the viewer may see no assertion of it.
CALL (party) {
  MATCH (party)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN key, name, labels(party) AS labels
ORDER BY key
