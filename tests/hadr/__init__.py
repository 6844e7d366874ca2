"""Tests of the response to disasters."""
