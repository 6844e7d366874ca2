// migrations/record
// Enter an applied migration into the ledger, chained to the one before it.
//
// result: write
// param version: integer        its number
// param description: string     its name in words
// param checksum: string        SHA-256 of its file, chained over the one before it
// param previous: string?       checksum of the one before it
// param milliseconds: integer   how long it took
CREATE (migration:Migration {
  version: $version,
  description: $description,
  checksum: $checksum,
  previous: $previous,
  appliedAt: datetime(),
  milliseconds: $milliseconds
})
WITH migration
OPTIONAL MATCH (before:Migration {version: $version - 1})
FOREACH (b IN CASE WHEN before IS NULL THEN [] ELSE [before] END | CREATE (b)-[:NEXT]->(migration))
RETURN migration.version AS version
