// brokers/linked
// The nations that share agreements with one of two nations on a day: for each, the agreements that it is party to
// then, those among them that bind it to one of the asked obligations, and those that are on the security of
// information. Two parties are linked when at least one of the two is bound.
//
// result: many
// param nation: string              key of one of the two nations
// param other: string               key of the other
// param obligations: list<string>   obligations that link, such as defence
// param on: date                    the day asked about
// param knownOn: datetime           what was known by then
// param sources: list<string>?      sources to rely on; null: all
// param clearance: integer          the viewer's clearance
// param nationality: string?        the viewer's nationality
MATCH (end:Nation)-[own:PARTY_TO]->(agreement:Agreement)
WHERE end.key IN [$nation, $other]
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
WITH DISTINCT agreement
// An agreement or a nation of which the viewer may see no assertion does not exist for that viewer.
WHERE EXISTS {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
}
WITH agreement,
     EXISTS {
       MATCH (agreement)-[called:ASSERTED_BY]->(:Source)
       WHERE called.kind = 'information_security'
         AND called.validFrom <= $on AND (called.validTo IS NULL OR $on <= called.validTo)
         AND called.recordedAt <= $knownOn AND (called.supersededAt IS NULL OR called.supersededAt > $knownOn)
         AND called.marking <= $clearance AND (called.releasableTo IS NULL OR $nationality IN called.releasableTo)
         AND ($sources IS NULL OR called.source IN $sources)
     } AS secures
MATCH (agreement)<-[party:PARTY_TO]-(nation:Nation)
WHERE party.validFrom <= $on AND (party.validTo IS NULL OR $on <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
WITH agreement, secures, nation,
     any(given IN collect(party.obligations) WHERE any(kind IN given WHERE kind IN $obligations)) AS isBound
WITH nation,
     collect(agreement.key) AS agreements,
     collect(CASE WHEN isBound THEN agreement.key END) AS binding,
     collect(CASE WHEN secures THEN agreement.key END) AS securing
CALL (nation) {
  MATCH (nation)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN nation.key AS nation, name, agreements, binding, securing
ORDER BY nation
