"""Briefs on one nation, or on two: what Entente answers about them, on one day, with its sources, to be printed."""
