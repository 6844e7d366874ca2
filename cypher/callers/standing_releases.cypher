// callers/standing_releases
// To whom the records are released that a submission corrects, as far as its author may see them.
//
// result: many
// param facts: list<map>        type, start and expected of each
// param clearance: integer      the submitter's clearance
// param nationality: string?    the submitter's nationality
UNWIND $facts AS fact
MATCH (:Entity {key: fact.start})-[standing:$(fact.type)]->()
WHERE standing.recordId = fact.expected AND standing.supersededAt IS NULL
  AND standing.marking <= $clearance AND (standing.releasableTo IS NULL OR $nationality IN standing.releasableTo)
RETURN standing.recordId AS record, standing.marking AS marking, standing.releasableTo AS releasableTo
