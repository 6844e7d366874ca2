MATCH (agreement:Agreement)
WHERE agreement.name IS NOT NULL
  AND EXISTS { MATCH (agreement)<-[fact:PARTY_TO]-(:Nation {key: $here}) WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL }
  AND EXISTS { MATCH (agreement)<-[fact:PARTY_TO]-(:Nation {key: $there}) WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL }
CALL (agreement) {
  MATCH (agreement)<-[fact:PARTY_TO]-(party:Entity)
  WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
    AND party.name IS NOT NULL
  WITH fact, party ORDER BY fact.validFrom, party.key, fact.recordId
  RETURN collect({since: fact.validFrom, until: fact.validTo, key: party.key, name: party.name}) AS parties
}
RETURN agreement.key AS key, agreement.name AS name, agreement.kind AS kind, agreement.validFrom AS since, parties
ORDER BY since, key
