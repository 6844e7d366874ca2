// callers/note_use
// Note the day on which a key was used last.
//
// result: write
// viewer: none, bookkeeping of keys, which nobody else may read
// param id: string   what it is known by
// param on: date     the day
MATCH (key:ApiKey {id: $id})
SET key.usedOn = $on
RETURN key.id AS id
