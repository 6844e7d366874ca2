// callers/list
// All keys that were ever issued.
//
// result: many
// viewer: none, bookkeeping of keys, which nobody else may read
MATCH (key:ApiKey)
RETURN key
ORDER BY key.issuedAt, key.id
