// what_if/keys
// Which of some agreements or capabilities the viewer may know of; or all of them, to tell somebody who misspelt one
// what would be right.
//
// result: many
// param label: string          Agreement or Capability
// param keys: list<string>?    the keys that were given; null: all
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
CALL () {
  WITH * WHERE $keys IS NOT NULL
  UNWIND $keys AS given
  MATCH (entity:Entity {key: given})
  RETURN entity
UNION
  WITH * WHERE $keys IS NULL
  MATCH (entity:Agreement|Capability)
  RETURN entity
}
WITH entity
WHERE $label IN labels(entity)
  AND EXISTS {
    MATCH (entity)-[said:ASSERTED_BY]->(:Source)
    WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
      AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  }
RETURN entity.key AS key
ORDER BY key
