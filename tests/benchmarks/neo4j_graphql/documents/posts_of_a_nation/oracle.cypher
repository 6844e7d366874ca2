MATCH (post:AttachePost)
WHERE post.name IS NOT NULL
  AND EXISTS { MATCH (post)-[fact:SENT_BY]->(:Entity {key: $key}) WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL }
CALL (post) {
  MATCH (post)-[fact:SENT_BY]->(sender:Entity)
  WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
    AND sender.name IS NOT NULL
  WITH fact, sender ORDER BY sender.key, fact.recordId
  RETURN collect({since: fact.validFrom, key: sender.key, name: sender.name}) AS senders
}
CALL (post) {
  MATCH (post)-[fact:ACCREDITED_TO]->(host:Entity)
  WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
    AND host.name IS NOT NULL
  WITH fact, host ORDER BY host.key, fact.recordId
  RETURN collect({resident: fact.resident, since: fact.validFrom, until: fact.validTo, key: host.key,
                  name: host.name}) AS accreditations
}
RETURN post.key AS key, post.name AS name, post.kind AS kind, post.holder AS holder, senders, accreditations
ORDER BY key
