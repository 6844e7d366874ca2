// sharing/agreements
// The agreements on the security of information, or that bind a party to share information, to which at least two of
// some nations and bodies are party on a day: each such party's record.
//
// result: many
// param holders: list<string>    keys of nations and bodies
// param on: date                 the day asked about
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
UNWIND $holders AS holder
MATCH (party:Entity {key: holder})-[own:PARTY_TO]->(agreement:Agreement)
WHERE own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.recordedAt <= $knownOn AND (own.supersededAt IS NULL OR own.supersededAt > $knownOn)
  AND own.marking <= $clearance AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND ($sources IS NULL OR own.source IN $sources)
WITH agreement, collect({party: party.key, own: own}) AS records
// A party alone shares with nobody.
WHERE any(record IN records WHERE record.party <> records[0].party)
  AND EXISTS {
    MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
    WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
      AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  }
CALL (agreement) {
  MATCH (agreement)-[called:ASSERTED_BY]->(:Source)
  WHERE called.validFrom <= $on AND (called.validTo IS NULL OR $on <= called.validTo)
    AND called.recordedAt <= $knownOn AND (called.supersededAt IS NULL OR called.supersededAt > $knownOn)
    AND called.marking <= $clearance AND (called.releasableTo IS NULL OR $nationality IN called.releasableTo)
    AND ($sources IS NULL OR called.source IN $sources)
  WITH collect(called) AS calls
  RETURN 'information_security' IN [called IN calls | called.kind] AS secures,
         size(reduce(kinds = [], called IN calls |
           CASE WHEN called.kind IN kinds THEN kinds ELSE kinds + called.kind END)) > 1 AS kindContested,
         any(called IN calls WHERE called.kind = 'information_security' AND called.synthetic) AS kindSynthetic
}
WITH agreement, records, secures, kindContested, kindSynthetic
WHERE secures OR any(record IN records WHERE 'information_sharing' IN record.own.obligations)
CALL (agreement) {
  MATCH (agreement)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS agreementName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
UNWIND records AS record
WITH agreement, agreementName, secures, kindContested, kindSynthetic, record.party AS party, record.own AS own
RETURN agreement.key AS agreement,
       agreementName,
       secures,
       kindContested,
       coalesce(kindSynthetic, false) AS kindSynthetic,
       party,
       'information_sharing' IN coalesce(own.obligations, []) AS bound,
       own.reservation AS reservation,
       own.validFrom AS validFrom,
       own.validTo AS validTo,
       own.validFromPrecision AS validFromPrecision,
       coalesce(own.startUnknown, false) AS startUnknown,
       coalesce(own.endUnknown, false) AS endUnknown,
       own.attestedUntil AS attestedUntil,
       own.source AS source,
       own.sourceRow AS sourceRow,
       own.reliability AS reliability,
       own.credibility AS credibility,
       coalesce(own.synthetic, false) AS synthetic
ORDER BY agreement, party, validFrom, source, own.recordId
