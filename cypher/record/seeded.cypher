// record/seeded
// Which seed was loaded last.
//
// result: one
MATCH (seed:Seed {name: 'seed'})
RETURN seed.checksum AS checksum, seed.loadedAt AS loadedAt
