// what_if/lose
// Suppose that a nation lost a capability before a day: the records of it that stand and may be seen end, and that it
// has none stands instead.
// Asked only in a transaction that is rolled back.
//
// result: write
// param nation: string         key of a nation
// param capability: string     key of a capability
// param source: string         key of the source that stands for the supposition
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param sources: list<string>? sources to rely on; null: all
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})
MATCH (capability:Capability {key: $capability})
WHERE EXISTS {
  MATCH (capability)-[known:ASSERTED_BY]->(:Source)
  WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
    AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
}
CALL (nation, capability) {
  MATCH (nation)-[has:HAS_CAPABILITY]->(capability)
  WHERE has.validFrom <= $on AND (has.validTo IS NULL OR $on <= has.validTo)
    AND has.recordedAt <= $knownOn AND (has.supersededAt IS NULL OR has.supersededAt > $knownOn)
    AND has.marking <= $clearance AND (has.releasableTo IS NULL OR $nationality IN has.releasableTo)
    AND ($sources IS NULL OR has.source IN $sources)
  SET has.validTo = $on - duration({days: 1})
  RETURN count(has) AS ended
}
CREATE (nation)-[:HAS_CAPABILITY {
  level: 'none',
  validFrom: $on,
  validFromPrecision: 'day',
  recordedAt: datetime({year: 1}),
  source: $source,
  reliability: 'F',
  credibility: 6,
  marking: 0
}]->(capability)
RETURN ended
