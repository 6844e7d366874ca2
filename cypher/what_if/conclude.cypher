// what_if/conclude
// Suppose that some nations concluded an agreement by a day, each bound as is said.
// Asked only in a transaction that is rolled back.
//
// result: write
// viewer: not source, it stands for the supposition itself, and its key is all that is read
// param agreement: string          key that the agreement bears in the answer
// param kind: string               what kind of instrument it is
// param nations: list<string>      keys of the parties
// param obligations: list<string>  what binds each
// param source: string             key of the source that stands for the supposition
// param on: date                   the day asked about
// param knownOn: datetime          what was known by then
// param clearance: integer         the viewer's clearance
// param nationality: string?       the viewer's nationality
MATCH (source:Source {key: $source})
CREATE (agreement:Entity:Agreement {key: $agreement})-[:ASSERTED_BY {
  name: $agreement,
  kind: $kind,
  validFrom: $on,
  validFromPrecision: 'day',
  recordedAt: datetime({year: 1}),
  source: $source,
  reliability: 'F',
  credibility: 6,
  marking: 0
}]->(source)
WITH agreement
MATCH (nation:Nation)
WHERE nation.key IN $nations
  AND EXISTS {
    MATCH (nation)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CREATE (nation)-[:PARTY_TO {
  obligations: $obligations,
  accession: 'signature',
  validFrom: $on,
  validFromPrecision: 'day',
  recordedAt: datetime({year: 1}),
  source: $source,
  reliability: 'F',
  credibility: 6,
  marking: 0
}]->(agreement)
RETURN count(*) AS written
