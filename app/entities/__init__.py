"""Entities: what the graph knows, page by page, and what it is related to."""
