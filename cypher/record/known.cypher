// record/known
// Which of these keys are entities, and of which kind, and which are sources: what facts that are to be written can
// rest on. For bookkeeping, whoever may see them.
//
// result: many
// viewer: none, bookkeeping of imports by who runs the service
// param keys: list<string>   keys of entities and sources
// timeout: 60 s
UNWIND $keys AS key
OPTIONAL MATCH (entity:Entity {key: key})
OPTIONAL MATCH (source:Source {key: key})
RETURN key,
       [label IN labels(entity) WHERE label <> 'Entity'][0] AS label,
       entity IS NOT NULL AS isEntity,
       source IS NOT NULL AS isSource
ORDER BY key
