"""The record: valid time, recorded time, evidence and marking of every fact, and the one path that writes them."""
