// migrations/applied
// Which migrations were applied, in order, and what each file's checksum was then.
//
// result: many
// viewer: none, bookkeeping of migrations
MATCH (migration:Migration)
RETURN migration.version AS version,
       migration.description AS description,
       migration.checksum AS checksum,
       migration.previous AS previous,
       migration.appliedAt AS appliedAt,
       migration.milliseconds AS milliseconds
ORDER BY version
