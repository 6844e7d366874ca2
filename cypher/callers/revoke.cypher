// callers/revoke
// Refuse a key from now on. One that is revoked already stays as it is.
//
// result: write
// viewer: none, bookkeeping of keys, which nobody else may read
// param id: string            what it is known by
// param revokedAt: datetime   when
MATCH (key:ApiKey {id: $id})
SET key.revokedAt = coalesce(key.revokedAt, $revokedAt)
RETURN key
