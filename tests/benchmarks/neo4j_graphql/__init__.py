"""@neo4j/graphql on the same graph: its server, its types, and what both services are asked."""
