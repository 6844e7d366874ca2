// attention/ending_agreements
// The agreements, and the memberships in agreements, of which a source says that they end soon: all that sources say of
// each on the day. Of one nation or body: its agreements, and its own memberships.
//
// result: many
// param of: string?             key of a nation or body whose affairs are looked at; null: all
// param until: date             last day of the time ahead
// param rows: integer           most rows
// param on: date                the day asked about
// param knownOn: datetime       what was known by then
// param sources: list<string>?  sources to rely on; null: all
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
CALL () {
  WITH $of AS of
  WHERE of IS NULL
  MATCH (agreement:Agreement)
  RETURN agreement
  UNION ALL
  MATCH (:Entity {key: $of})-[own:PARTY_TO]->(agreement:Agreement)
  WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
    AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
    AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
    AND ($sources IS NULL OR own.source IN $sources)
  RETURN DISTINCT agreement
}
CALL (agreement) {
  MATCH (agreement)-[fact:ASSERTED_BY]->(:Source)
  WHERE $on <= fact.validTo AND fact.validTo <= $until AND fact.endUnknown IS NULL
  RETURN fact, null AS party
  UNION ALL
  MATCH (agreement)<-[fact:PARTY_TO]-(party:Nation|Organization)
  WHERE $on <= fact.validTo AND fact.validTo <= $until AND fact.endUnknown IS NULL
    AND ($of IS NULL OR party.key = $of)
  RETURN fact, party
}
WITH agreement, party, fact
WHERE fact.validFrom <= $on AND (fact.validTo IS NULL OR $on <= fact.validTo)
  AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
  AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
  AND ($sources IS NULL OR fact.source IN $sources)
WITH DISTINCT agreement, party
WHERE party IS NULL OR
  EXISTS {
    MATCH (party)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (party) {
  OPTIONAL MATCH (party)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS partyName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
CALL (agreement, party) {
  MATCH (agreement)-[fact:ASSERTED_BY]->(:Source)
  WHERE party IS NULL
    AND fact.validFrom <= $on AND (fact.validTo IS NULL OR $on <= fact.validTo)
    AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
    AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
    AND ($sources IS NULL OR fact.source IN $sources)
  RETURN fact
  UNION ALL
  MATCH (agreement)<-[fact:PARTY_TO]-(party)
  WHERE fact.validFrom <= $on AND (fact.validTo IS NULL OR $on <= fact.validTo)
    AND fact.recordedAt <= $knownOn AND (fact.supersededAt IS NULL OR fact.supersededAt > $knownOn)
    AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
    AND ($sources IS NULL OR fact.source IN $sources)
  RETURN fact
}
RETURN agreement.key AS agreement,
       name,
       party.key AS party,
       partyName,
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
ORDER BY agreement, party, fact.reliability, fact.credibility, fact.source, fact.validFrom DESC, fact.recordId
// One more than is used: then the answer is not complete.
LIMIT $rows
