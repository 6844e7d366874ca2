"""The analyst's desk: Neo4j Browser with saved queries, a style and a tour of the graph."""
