"""Measurements, run by hand: `python -m tests.benchmarks.NAME`. They are not tests, and no test asserts a time."""
