// callers/earlier_releases
// To whom facts that somebody enters have been released before, as far as that person may see: the version recorded last,
// whether it stands or not. And whether everybody has been told of the entity that they begin at.
//
// result: many
// viewer: not said, it is asked for what everybody may see
// param facts: list<map>        type, start and factKey of each
// param clearance: integer      the author's clearance
// param nationality: string?    the author's nationality
UNWIND $facts AS fact
OPTIONAL MATCH (start:Entity {key: fact.start})
CALL (fact, start) {
  MATCH (start)-[earlier:$(fact.type)]->()
  WHERE earlier.factKey = fact.factKey
    AND earlier.marking <= $clearance AND (earlier.releasableTo IS NULL OR $nationality IN earlier.releasableTo)
  WITH earlier
  ORDER BY earlier.recordedAt DESC
  // A correction may widen a fact step by step, but each step from the version before.
  LIMIT 1
  RETURN collect({marking: earlier.marking, releasableTo: earlier.releasableTo}) AS earlier
}
RETURN fact.factKey AS factKey,
       earlier[0] AS earlier,
       EXISTS { (start)-[said:ASSERTED_BY]->(:Source) WHERE said.marking = 0 AND said.releasableTo IS NULL } AS known
ORDER BY factKey
