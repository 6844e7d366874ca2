// balance/agreements
// The memberships of some nations and of some powers in agreements to which one of these nations was a party in a
// period.
//
// result: many
// param nations: list<string>     keys of the nations whose balance it is
// param powers: list<string>      keys of the powers
// param since: date               first day of the period
// param on: date                  last day of the period
// param knownOn: datetime         what was known by then
// param sources: list<string>?    sources to rely on; null: all
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
UNWIND $nations AS nationKey
MATCH (:Nation {key: nationKey})-[own:PARTY_TO]->(agreement:Agreement)
WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $since <= own.validTo)
  AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
WITH DISTINCT agreement
MATCH (agreement)<-[party:PARTY_TO]-(nation:Nation)
WHERE (nation.key IN $nations OR nation.key IN $powers)
  AND party.validFrom <= $on AND (party.validTo IS NULL OR $since <= party.validTo)
  AND party.recordedAt <= $knownOn AND (party.supersededAt IS NULL OR party.supersededAt > $knownOn)
  AND party.marking <= $clearance AND (party.releasableTo IS NULL OR $nationality IN party.releasableTo)
  AND ($sources IS NULL OR party.source IN $sources)
WITH agreement, collect({nation: nation.key, party: party}) AS parties
WHERE any(one IN parties WHERE one.nation IN $powers)
// What the best source calls it on that day; no row where the viewer may see no assertion of it.
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS name
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
UNWIND parties AS one
WITH agreement, name, one.nation AS nation, one.party AS party
RETURN agreement.key AS of,
       name,
       nation,
       party.obligations AS obligations,
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
       coalesce(party.synthetic, false) AS synthetic,
       party.recordId AS recordId
ORDER BY of, nation, validFrom, source, recordId
