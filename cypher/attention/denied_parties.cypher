// attention/denied_parties
// The parties of agreements on a day that a source denies which lists all parties: what others say of them.
//
// result: many
// param of: string?             key of a nation or body whose affairs are looked at; null: all
// param rows: integer           most rows
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
MATCH (source:Source)
WHERE source.obligationsCoded IS NOT NULL
  AND source.marking <= $clearance AND (source.releasableTo IS NULL OR $nationality IN source.releasableTo)
  AND ($sources IS NULL OR source.key IN $sources)
WITH collect(source.key) AS listing
CALL (listing) {
  WITH listing
  WHERE $of IS NULL
  MATCH (agreement:Agreement)
  RETURN agreement
  UNION ALL
  MATCH (:Entity {key: $of})-[own:PARTY_TO]-(other:Entity)
  WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
    AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
    AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
    AND ($sources IS NULL OR own.source IN $sources)
  RETURN DISTINCT endNode(own) AS agreement
}
MATCH (agreement)<-[listed:PARTY_TO]-(:Nation)
WHERE listed.source IN listing
  AND listed.validFrom <= $on AND (listed.validTo IS NULL OR $on <= listed.validTo)
  AND listed.recordedAt <= $knownOn AND (listed.supersededAt IS NULL OR listed.supersededAt > $knownOn)
  AND listed.marking <= $clearance AND (listed.releasableTo IS NULL OR $nationality IN listed.releasableTo)
  AND ($sources IS NULL OR listed.source IN $sources)
  AND (listed.attestedUntil IS NULL OR $on <= listed.attestedUntil)
WITH agreement, collect(DISTINCT listed.source) AS listing
MATCH (agreement)<-[fact:PARTY_TO]-(member:Nation)
WHERE ($of IS NULL OR $of IN [member.key, agreement.key])
  AND fact.validFrom <= $on AND (fact.validTo IS NULL OR $on <= fact.validTo)
  AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
  AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND ($sources IS NULL OR fact.source IN $sources)
WITH agreement, member, collect(fact) AS facts, listing
WITH agreement, member, facts, [key IN listing WHERE NOT any(fact IN facts WHERE fact.source = key)] AS deniers
WHERE size(deniers) > 0
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (member) {
  MATCH (member)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS memberName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
UNWIND facts AS fact
RETURN agreement.key AS agreement,
       name,
       member.key AS member,
       memberName,
       deniers,
       fact.validFrom AS validFrom,
       fact.validTo AS validTo,
       fact.validFromPrecision AS validFromPrecision,
       coalesce(fact.startUnknown, false) AS startUnknown,
       coalesce(fact.endUnknown, false) AS endUnknown,
       fact.attestedUntil AS attestedUntil,
       fact.source AS source,
       fact.sourceRow AS sourceRow,
       fact.reliability AS reliability,
       fact.credibility AS credibility,
       coalesce(fact.synthetic, false) AS synthetic
ORDER BY agreement, member, fact.reliability, fact.credibility, fact.source, fact.validFrom DESC, fact.recordId
// One more than is used: then the answer is not complete.
LIMIT $rows
