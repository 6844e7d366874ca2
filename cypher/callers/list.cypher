// callers/list
// All keys that were ever issued.
//
// result: many
MATCH (key:ApiKey)
RETURN key
ORDER BY key.issuedAt, key.id
