// structure/alliances
// The agreements in force on a day that bind at least one of their parties to one of the asked obligations, with every
// membership record in them: who is bound, who says so, and how long that was observed.
//
// result: many
// param on: date                    the day asked about
// param knownOn: datetime           what was known by then
// param obligations: list<string>   obligations that tie, such as defence
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
MATCH (nation:Nation)-[party:PARTY_TO]->(agreement:Agreement)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
WITH agreement, nation,
     collect({
       nation: nation.key,
       obligations: [obligation IN coalesce(party.obligations, []) WHERE obligation IN $obligations],
       attestedUntil: party.attestedUntil,
       source: party.source,
       synthetic: coalesce(party.synthetic, false)
     }) AS own
// A nation or an agreement of which the viewer may see no assertion does not exist for that viewer.
WHERE EXISTS {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
}
WITH agreement, own
UNWIND own AS membership
WITH agreement, collect(membership) AS memberships, count(DISTINCT membership.nation) AS parties
WHERE parties > 1
  AND any(membership IN memberships WHERE size(membership.obligations) > 0)
  AND EXISTS {
    MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  }
RETURN agreement.key AS agreement, memberships
ORDER BY agreement
