// The ledger counts the writes, so that a reader can tell whether anything changed, and it is the lock under which they
// follow one another. A change is known by the key that its submitter gave it.
CREATE CONSTRAINT ledger_name IF NOT EXISTS FOR (l:Ledger) REQUIRE l.name IS UNIQUE;
CREATE CONSTRAINT change_key IF NOT EXISTS FOR (c:Change) REQUIRE c.key IS UNIQUE;
