"""The graph client: the only code that opens a session, loads query files or reads Neo4j's types."""
