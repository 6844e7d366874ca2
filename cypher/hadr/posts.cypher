// hadr/posts
// The attaché and liaison posts of other nations that are accredited to a nation on a day, resident or not.
//
// result: many
// param nation: string          key of the stricken nation
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (:Nation {key: $nation})<-[accredited:ACCREDITED_TO]-(post:AttachePost)-[sent:SENT_BY]->(sender:Nation)
WHERE sender.key <> $nation
  AND accredited.validFrom <= $on AND (accredited.validTo IS NULL OR $on <= accredited.validTo)
  AND accredited.recordedAt <= $knownOn AND (accredited.supersededAt IS NULL OR accredited.supersededAt > $knownOn)
  AND accredited.marking <= $clearance AND (accredited.releasableTo IS NULL OR $nationality IN accredited.releasableTo)
  AND ($sources IS NULL OR accredited.source IN $sources)
  AND sent.validFrom <= $on AND (sent.validTo IS NULL OR $on <= sent.validTo)
  AND sent.recordedAt <= $knownOn AND (sent.supersededAt IS NULL OR sent.supersededAt > $knownOn)
  AND sent.marking <= $clearance AND (sent.releasableTo IS NULL OR $nationality IN sent.releasableTo)
  AND ($sources IS NULL OR sent.source IN $sources)
CALL (post) {
  MATCH (post)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (post) {
  MATCH (post)-[described:ASSERTED_BY]->(:Source)
  WHERE described.validFrom <= $on AND (described.validTo IS NULL OR $on <= described.validTo)
    AND described.recordedAt <= $knownOn AND (described.supersededAt IS NULL OR described.supersededAt > $knownOn)
    AND described.marking <= $clearance AND (described.releasableTo IS NULL OR $nationality IN described.releasableTo)
    AND ($sources IS NULL OR described.source IN $sources)
  WITH described
  ORDER BY described.reliability, described.credibility, described.source, described.validFrom DESC
  RETURN collect(described.kind)[0] AS kind,
         collect(described.residence)[0] AS residence,
         collect(described.vacant) AS vacancies,
         max(coalesce(described.synthetic, false)) AS describedSynthetic
}
RETURN post.key AS post,
       name,
       kind,
       residence,
       vacancies,
       sender.key AS nation,
       accredited.resident AS resident,
       coalesce(sent.synthetic, false) OR describedSynthetic AS besidesSynthetic,
       accredited.validFrom AS validFrom,
       accredited.validTo AS validTo,
       accredited.validFromPrecision AS validFromPrecision,
       coalesce(accredited.startUnknown, false) AS startUnknown,
       coalesce(accredited.endUnknown, false) AS endUnknown,
       accredited.attestedUntil AS attestedUntil,
       accredited.source AS source,
       accredited.sourceRow AS sourceRow,
       accredited.reliability AS reliability,
       accredited.credibility AS credibility,
       coalesce(accredited.synthetic, false) AS synthetic
ORDER BY post, nation, validFrom, source, accredited.recordId, sent.recordId
