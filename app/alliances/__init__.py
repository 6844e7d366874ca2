"""Alliances: who is bound to whom, by which agreement, on a day."""
