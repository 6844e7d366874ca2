// callers/find
// The key of that id, whatever became of it.
//
// result: many
// viewer: none, bookkeeping of keys, which nobody else may read
// param id: string   what it is known by
MATCH (key:ApiKey {id: $id})
RETURN key
