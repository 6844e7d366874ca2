// histories/party_names
// Every name of a body, a unit or an attaché post that a viewer may know of, for suggestions.
//
// result: many
// param knownOn: datetime       what was known by then
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (party:Organization|Unit|AttachePost)-[said:ASSERTED_BY]->(:Source)
WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
UNWIND [said.name, said.shortName] AS name
WITH party.key AS key, name
WHERE name IS NOT NULL
RETURN DISTINCT key, name
ORDER BY name, key
