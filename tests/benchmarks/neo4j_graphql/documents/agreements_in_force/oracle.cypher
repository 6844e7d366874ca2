MATCH (nation:Nation {key: $key})
WHERE nation.name IS NOT NULL
CALL (nation) {
  MATCH (nation)-[fact:PARTY_TO]->(agreement:Agreement)
  WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
    AND fact.validFrom <= date($on) AND (fact.validTo IS NULL OR date($on) <= fact.validTo)
    AND agreement.name IS NOT NULL
  WITH fact, agreement ORDER BY fact.validFrom, agreement.key, fact.recordId
  RETURN collect({since: fact.validFrom, until: fact.validTo, source: fact.source, obligations: fact.obligations,
                  key: agreement.key, name: agreement.name, kind: agreement.kind}) AS agreements
}
RETURN nation.key AS key, nation.name AS name, agreements
