MATCH (dispute:Dispute)
WHERE dispute.name IS NOT NULL
  AND EXISTS { MATCH (dispute)<-[fact:DISPUTES]-(:Nation {key: $here}) WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL }
  AND EXISTS { MATCH (dispute)<-[fact:DISPUTES]-(:Nation {key: $there}) WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL }
WITH dispute ORDER BY dispute.validFrom DESC, dispute.key LIMIT 50
CALL (dispute) {
  MATCH (dispute)<-[fact:DISPUTES]-(side:Entity)
  WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
    AND side.name IS NOT NULL
  WITH fact, side ORDER BY side.key, fact.recordId
  RETURN collect({side: fact.side, role: fact.role, hostility: fact.hostility, since: fact.validFrom,
                  until: fact.validTo, key: side.key, name: side.name}) AS sides
}
RETURN dispute.key AS key, dispute.name AS name, dispute.kind AS kind, sides
ORDER BY dispute.validFrom DESC, key
