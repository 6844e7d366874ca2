// record/seeded
// Which version of a folder of facts was loaded last.
//
// result: one
// param name: string   name of the folder
MATCH (seed:Seed {name: $name})
RETURN seed.checksum AS checksum, seed.loadedAt AS loadedAt
