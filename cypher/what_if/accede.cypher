// what_if/accede
// Suppose that a nation became party to an agreement by a day, bound as is said, or else as all present parties are.
// Asked only in a transaction that is rolled back.
//
// result: write
// param nation: string             key of a nation
// param agreement: string          key of an agreement
// param obligations: list<string>  what binds it; empty: what binds every present party
// param source: string             key of the source that stands for the supposition
// param on: date                   the day asked about
// param knownOn: datetime          what was known by then
// param sources: list<string>?     sources to rely on; null: all
// param clearance: integer         the viewer's clearance
// param nationality: string?       the viewer's nationality
MATCH (nation:Nation {key: $nation})
MATCH (agreement:Agreement {key: $agreement})
WHERE EXISTS {
  MATCH (agreement)-[known:ASSERTED_BY]->(:Source)
  WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
    AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
}
CALL (agreement) {
  MATCH (agreement)<-[party:PARTY_TO]-(other:Nation)
  WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
    AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
    AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
    AND ($sources IS NULL OR party.source IN $sources)
    AND EXISTS {
      MATCH (other)-[known:ASSERTED_BY]->(:Source)
      WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
        AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
    }
  // Several sources may each give some of a party's obligations.
  WITH other, collect(coalesce(party.obligations, [])) AS given
  WITH other, reduce(all = [], one IN given | all + one) AS obligations
  RETURN collect(obligations) AS borne
}
WITH nation, agreement,
     CASE
       WHEN size($obligations) > 0 THEN $obligations
       ELSE [kind IN head(borne) WHERE all(one IN borne WHERE kind IN one)]
     END AS obligations
CREATE (nation)-[:PARTY_TO {
  obligations: coalesce(obligations, []),
  accession: 'accession',
  validFrom: $on,
  validFromPrecision: 'day',
  // Whatever was known by when is asked about: what is supposed is known then.
  recordedAt: datetime({year: 1}),
  source: $source,
  reliability: 'F',
  credibility: 6,
  marking: 0
}]->(agreement)
RETURN count(*) AS written
