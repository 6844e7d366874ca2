"""Sharing: may one share information with another, under which agreement, and what stops it."""
