// stix/ties
// What ties some nations to bodies, agreements, engagements and units of theirs on some day of a period: the records,
// with who says so, and when each was first recorded.
//
// result: many
// param nations: list<string>   keys of nations
// param since: date             first day of the period
// param on: date                last day of the period
// param limit: integer          most records
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
UNWIND $nations AS nationKey
MATCH (nation:Nation {key: nationKey})-[tie:MEMBER_OF|PARTY_TO|PARTICIPATED_IN|BELONGS_TO]-
      (other:Organization|Agreement|Engagement|Unit)
WHERE tie.validFrom <= $on AND (tie.validTo IS NULL OR $since <= tie.validTo)
  AND tie.recordedAt <= $knownOn AND (tie.supersededAt IS NULL OR tie.supersededAt > $knownOn)
  AND tie.marking <= $clearance AND (tie.releasableTo IS NULL OR $nationality IN tie.releasableTo)
  AND ($sources IS NULL OR tie.source IN $sources)
  AND EXISTS {
    MATCH (other)-[said:ASSERTED_BY]->(:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  }
WITH tie, startNode(tie) AS start, endNode(tie) AS end
ORDER BY type(tie), start.key, end.key, tie.source, tie.validFrom, tie.recordId
LIMIT $limit
// A correction is a later version of the same fact, as far as the viewer may see the earlier ones.
CALL (tie, start, end) {
  MATCH (start)-[version:MEMBER_OF|PARTY_TO|PARTICIPATED_IN|BELONGS_TO]->(end)
  WHERE version.factKey = tie.factKey AND version.recordedAt <= tie.recordedAt
    AND version.marking <= $clearance AND (version.releasableTo IS NULL OR $nationality IN version.releasableTo)
  RETURN min(version.recordedAt) AS created
}
RETURN type(tie) AS type, start.key AS start, end.key AS end, created, tie AS record
ORDER BY type, start, end, record.source, record.validFrom, record.recordId
