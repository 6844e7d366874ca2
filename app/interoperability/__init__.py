"""Interoperability: what stands between forces that shall work together, and what would close it."""
