"""Matching: which entity a name in somebody else's table means, and whether that is certain."""
