// hadr/agreements
// The agreements by which a nation and others are bound to access or logistics on a day, or that are of such a kind:
// all their parties, each with what binds it by each record. Inspections under arms control are no access for relief.
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
  RETURN collect(DISTINCT described.kind) AS kinds
}
WITH agreement, kinds
WHERE kinds <> ['arms_control']
  AND EXISTS {
    MATCH (agreement)-[known:ASSERTED_BY]->(:Source)
    WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
      AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
  }
MATCH (agreement)<-[party:PARTY_TO]-(member:Nation)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
WITH agreement, kinds, member.key AS nation, collect(coalesce(party.obligations, [])) AS bound
WITH agreement, kinds, collect([nation, bound]) AS parties
WHERE any(kind IN kinds WHERE kind IN $kinds)
  OR any(party IN parties WHERE any(obligations IN party[1] WHERE any(each IN obligations WHERE each IN $obligations)))
RETURN agreement.key AS agreement, kinds, parties
ORDER BY agreement
