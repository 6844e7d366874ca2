// migrations/take_lock
// Take the lock under which migrations run; no row when somebody else holds it.
//
// result: write
// viewer: none, bookkeeping of migrations
// param holder: string     who asks
// param seconds: integer   how long the lock stands when its holder dies
MERGE (lock:MigrationLock {name: 'migrations'})
// Setting a property locks the node, so that two who ask at once are served one after the other.
SET lock.asked = coalesce(lock.asked, 0) + 1
WITH lock
WHERE lock.holder IS NULL OR lock.holder = $holder OR lock.expiresAt < datetime()
SET lock.holder = $holder,
    lock.expiresAt = datetime() + duration({seconds: $seconds})
RETURN lock.holder AS holder
