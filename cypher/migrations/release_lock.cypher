// migrations/release_lock
// Give the migrations' lock back.
//
// result: write
// viewer: none, bookkeeping of migrations
// param holder: string   who holds it
MATCH (lock:MigrationLock {name: 'migrations', holder: $holder})
REMOVE lock.holder, lock.expiresAt
RETURN lock.name AS name
