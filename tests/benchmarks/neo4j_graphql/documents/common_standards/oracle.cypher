MATCH (standard:Standard)
WHERE standard.name IS NOT NULL
  AND EXISTS { MATCH (standard)<-[fact:IMPLEMENTS {status: 'full'}]-(:Nation {key: $here}) WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL }
  AND EXISTS { MATCH (standard)<-[fact:IMPLEMENTS {status: 'full'}]-(:Nation {key: $there}) WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL }
CALL (standard) {
  MATCH (standard)<-[fact:IMPLEMENTS {status: 'full'}]-(holder:Entity)
  WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
    AND holder.name IS NOT NULL
  WITH fact, holder ORDER BY holder.key, fact.recordId
  RETURN collect({since: fact.validFrom, reservation: fact.reservation, key: holder.key,
                  name: holder.name}) AS implementers
}
RETURN standard.key AS key, standard.designation AS designation, standard.name AS name, implementers
ORDER BY key
