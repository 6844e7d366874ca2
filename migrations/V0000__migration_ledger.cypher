// The ledger of migrations, and the lock under which they run. Applied before anything else, each statement harmless
// when repeated, so that the ledger can record even itself.
CREATE CONSTRAINT migration_version IF NOT EXISTS FOR (m:Migration) REQUIRE m.version IS UNIQUE;
CREATE CONSTRAINT migration_lock IF NOT EXISTS FOR (l:MigrationLock) REQUIRE l.name IS UNIQUE;
