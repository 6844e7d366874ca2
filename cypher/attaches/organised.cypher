// attaches/organised
// The engagements that the posts of a nation organised in a period.
//
// result: many
// param nation: string         key of the sending nation
// param since: date            first day of the period
// param on: date               last day of the period
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})<-[sent:SENT_BY]-(post:AttachePost)-[organised:PARTICIPATED_IN]->(engagement:Engagement)
WHERE organised.role = 'organiser'
  AND sent.recordedAt <= $knownOn AND (sent.supersededAt IS NULL OR sent.supersededAt > $knownOn)
  AND sent.marking <= $clearance AND (sent.releasableTo IS NULL OR $nationality IN sent.releasableTo)
  AND organised.recordedAt <= $knownOn AND (organised.supersededAt IS NULL OR organised.supersededAt > $knownOn)
  AND organised.marking <= $clearance AND (organised.releasableTo IS NULL OR $nationality IN organised.releasableTo)
  AND EXISTS {
    MATCH (nation)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (post) {
  MATCH (post)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS postName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
MATCH (engagement)-[held:ASSERTED_BY]->(:Source)
WHERE held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo)
  AND held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
  AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
RETURN DISTINCT post.key AS post,
       postName,
       engagement.key AS key,
       held.name AS name,
       held.kind AS kind,
       held.validFrom AS first,
       held.source AS source,
       held.sourceRow AS sourceRow,
       coalesce(held.synthetic, false) AS synthetic
ORDER BY first, key, post, source
