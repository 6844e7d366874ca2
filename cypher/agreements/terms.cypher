// agreements/terms
// What an agreement is for, how it works, what its parties commit, and what it binds them to.
//
// result: many
// param agreement: string      key of an agreement
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (agreement:Agreement {key: $agreement})
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name,
         said.kind AS kind,
         said.objectives AS objectives,
         said.procedures AS procedures,
         said.resourceCommitments AS resourceCommitments,
         said.source AS source,
         said.sourceRow AS sourceRow
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
OPTIONAL MATCH (agreement)-[binds:BINDS]->(obligation:Obligation)
WHERE binds.validFrom <= $on AND (binds.validTo IS NULL OR $on <= binds.validTo)
  AND binds.recordedAt <= $knownOn AND (binds.supersededAt IS NULL OR binds.supersededAt > $knownOn)
  AND binds.marking <= $clearance AND (binds.releasableTo IS NULL OR $nationality IN binds.releasableTo)
OPTIONAL MATCH (obligation)-[clause:ASSERTED_BY]->(:Source)
WHERE clause.validFrom <= $on AND (clause.validTo IS NULL OR $on <= clause.validTo)
  AND clause.recordedAt <= $knownOn AND (clause.supersededAt IS NULL OR clause.supersededAt > $knownOn)
  AND clause.marking <= $clearance AND (clause.releasableTo IS NULL OR $nationality IN clause.releasableTo)
WITH agreement, name, kind, objectives, procedures, resourceCommitments, source, sourceRow, clause
ORDER BY clause.article, clause.kind
RETURN agreement.key AS key,
       name,
       kind,
       objectives,
       procedures,
       resourceCommitments,
       collect(clause {.kind, .article, .name, .conditions, .source}) AS obligations,
       source,
       sourceRow
