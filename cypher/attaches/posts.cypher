// attaches/posts
// The attaché and liaison posts that a nation has or hosts on a day, with residence and non-resident
// accreditations.
//
// result: many
// param nation: string         key of the sending or the host nation
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (nation:Nation {key: $nation})
WHERE EXISTS {
  MATCH (nation)-[known:ASSERTED_BY]->(:Source)
  WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
    AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
}
MATCH (sender:Nation|Organization)<-[sent:SENT_BY]-(post:AttachePost)-[accredited:ACCREDITED_TO]->(host:Nation|Organization)
WHERE nation IN [sender, host]
  AND sent.validFrom <= $on AND (sent.validTo IS NULL OR $on <= sent.validTo)
  AND sent.recordedAt <= $knownOn AND (sent.supersededAt IS NULL OR sent.supersededAt > $knownOn)
  AND sent.marking <= $clearance AND (sent.releasableTo IS NULL OR $nationality IN sent.releasableTo)
  AND accredited.validFrom <= $on AND (accredited.validTo IS NULL OR $on <= accredited.validTo)
  AND accredited.recordedAt <= $knownOn AND (accredited.supersededAt IS NULL OR accredited.supersededAt > $knownOn)
  AND accredited.marking <= $clearance AND (accredited.releasableTo IS NULL OR $nationality IN accredited.releasableTo)
  AND EXISTS {
    MATCH (sender)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
  AND EXISTS {
    MATCH (host)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (post) {
  MATCH (post)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name,
         said.kind AS kind,
         said.service AS service,
         said.residence AS residence,
         said.vacant AS vacant
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN post.key AS key,
       name,
       kind,
       service,
       sender.key AS sender,
       host.key AS host,
       accredited.resident AS resident,
       residence,
       coalesce(vacant, false) AS vacant,
       accredited.validFrom AS since,
       accredited.validTo AS until,
       accredited.source AS source,
       accredited.sourceRow AS sourceRow,
       coalesce(accredited.synthetic, false) AS synthetic
ORDER BY sender, host, key, source
