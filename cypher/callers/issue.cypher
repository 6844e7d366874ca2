// callers/issue
// Keep a new key: not its secret, but the checksum of it.
//
// result: write
// param id: string                what it is known by
// param digest: string            SHA-256 of its secret, in hexadecimal digits
// param name: string              whose it is, or what for
// param roles: list<string>       what its bearer may do
// param keyClearance: integer     the clearance of its bearer
// param keyNationality: string?   the nationality of its bearer
// param issuedAt: datetime        when it is issued
// param issuedBy: string          the caller who issues it
// param expiresAt: datetime       from when on it is refused
CREATE (key:ApiKey {
  id: $id, digest: $digest, name: $name, roles: $roles, clearance: $keyClearance, nationality: $keyNationality,
  issuedAt: $issuedAt, issuedBy: $issuedBy, expiresAt: $expiresAt
})
RETURN key
