// record/seeded
// Which version of a folder of facts was loaded last.
//
// result: one
// viewer: none, bookkeeping of imports by who runs the service
// param name: string   name of the folder
MATCH (seed:Seed {name: $name})
RETURN seed.checksum AS checksum, seed.loadedAt AS loadedAt
