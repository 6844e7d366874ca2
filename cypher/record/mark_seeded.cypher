// record/mark_seeded
// Note which folder of facts was loaded, so that the next start need not load it again.
//
// result: write
// viewer: none, bookkeeping of imports by who runs the service
// param name: string       name of the folder
// param checksum: string   of its files
MERGE (seed:Seed {name: $name})
SET seed.checksum = $checksum, seed.loadedAt = datetime()
RETURN seed.checksum AS checksum
