// interoperability/agreement_models
// The agreements of some kinds in force on a day that others may join or follow: those of three or more parties, and
// those to which one of some nations and bodies is party.
//
// result: many
// param kinds: list<string>         kinds of agreement
// param parties: list<string>       keys of nations and bodies
// param on: date                    the day asked about
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
MATCH (agreement:Agreement)-[said:ASSERTED_BY]->(:Source)
WHERE said.kind IN $kinds
  AND said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
  AND ($sources IS NULL OR said.source IN $sources)
WITH agreement, said
ORDER BY said.kind, said.source
WITH agreement, collect(DISTINCT said.kind) AS kinds
MATCH (agreement)<-[party:PARTY_TO]-(member:Nation|Organization)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
  AND EXISTS {
    MATCH (member)-[known:ASSERTED_BY]->(:Source)
    WHERE known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
      AND known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
  }
WITH agreement, kinds, member, party
ORDER BY member.key
WITH agreement, kinds,
     count(DISTINCT member) AS parties,
     collect(DISTINCT CASE WHEN member.key IN $parties THEN member.key END) AS ours,
     sum(CASE WHEN party.accession = 'accession' THEN 1 ELSE 0 END) > 0 AS joinedByAccession,
     max(coalesce(party.synthetic, false)) AS synthetic
WHERE parties > 2 OR size(ours) > 0
CALL (agreement) {
  MATCH (agreement)-[named:ASSERTED_BY]->(:Source)
  WHERE named.marking <= $clearance AND (named.releasableTo IS NULL OR $nationality IN named.releasableTo)
    AND named.recordedAt <= $knownOn AND (named.supersededAt IS NULL OR named.supersededAt > $knownOn)
  RETURN named.name AS name
  ORDER BY named.validFrom <= $on AND (named.validTo IS NULL OR $on <= named.validTo) DESC,
           named.reliability, named.credibility, named.source, named.validFrom DESC
  LIMIT 1
}
RETURN agreement.key AS agreement, name, kinds, parties, ours, joinedByAccession, synthetic
ORDER BY size(ours) DESC, parties DESC, agreement
// Only the first few of each kind are ever named.
LIMIT 501
