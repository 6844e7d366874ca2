// record/mark_seeded
// Note which seed was loaded, so that the next start need not load it again.
//
// result: write
// param checksum: string   of the seed's files
MERGE (seed:Seed {name: 'seed'})
SET seed.checksum = $checksum, seed.loadedAt = datetime()
RETURN seed.checksum AS checksum
