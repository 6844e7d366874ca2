// callers/find
// The key of that id, whatever became of it.
//
// result: many
// param id: string   what it is known by
MATCH (key:ApiKey {id: $id})
RETURN key
