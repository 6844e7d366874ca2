// hadr/agreements
// The agreements by which a nation and others are bound to access or logistics on a day, or that are of such a kind:
// the records of all their parties. Inspections under arms control are no access for relief.
//
// result: many
// param nation: string             key of the stricken nation
// param kinds: list<string>        kinds of agreement that are about access or logistics
// param obligations: list<string>  obligations that are
// param on: date                   the day asked about
// param knownOn: datetime          what was known by then
// param sources: list<string>?     sources to rely on; null: all
// param clearance: integer         the viewer's clearance
// param nationality: string?       the viewer's nationality
MATCH (:Nation {key: $nation})-[own:PARTY_TO]->(agreement:Agreement)
WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
WITH DISTINCT agreement
CALL (agreement) {
  MATCH (agreement)-[described:ASSERTED_BY]->(:Source)
  WHERE described.validFrom <= $on AND (described.validTo IS NULL OR $on <= described.validTo)
    AND described.recordedAt <= $knownOn AND (described.supersededAt IS NULL OR described.supersededAt > $knownOn)
    AND described.marking <= $clearance AND (described.releasableTo IS NULL OR $nationality IN described.releasableTo)
    AND ($sources IS NULL OR described.source IN $sources)
  RETURN collect(DISTINCT described.kind) AS kinds,
         max(coalesce(described.synthetic, false)) AS describedSynthetic
}
WITH agreement, kinds, describedSynthetic
WHERE kinds <> ['arms_control']
  AND (any(kind IN kinds WHERE kind IN $kinds) OR EXISTS {
    MATCH (agreement)<-[bound:PARTY_TO]-(:Nation)
    WHERE any(obligation IN bound.obligations WHERE obligation IN $obligations)
      AND bound.validFrom <= $on AND (bound.validTo IS NULL OR $on <= bound.validTo)
      AND bound.recordedAt <= $knownOn AND (bound.supersededAt IS NULL OR bound.supersededAt > $knownOn)
      AND bound.marking <= $clearance AND (bound.releasableTo IS NULL OR $nationality IN bound.releasableTo)
      AND ($sources IS NULL OR bound.source IN $sources)
  })
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
    AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
MATCH (agreement)<-[party:PARTY_TO]-(member:Nation)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
RETURN agreement.key AS agreement,
       name,
       kinds,
       describedSynthetic,
       member.key AS nation,
       party.obligations AS obligations,
       party.reservation AS reservation,
       party.validFrom AS validFrom,
       party.validTo AS validTo,
       party.validFromPrecision AS validFromPrecision,
       coalesce(party.startUnknown, false) AS startUnknown,
       coalesce(party.endUnknown, false) AS endUnknown,
       party.attestedUntil AS attestedUntil,
       party.source AS source,
       party.sourceRow AS sourceRow,
       party.reliability AS reliability,
       party.credibility AS credibility,
       coalesce(party.synthetic, false) AS synthetic
ORDER BY agreement, nation, validFrom, source, party.recordId
