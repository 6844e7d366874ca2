"""Brokers: who could bring two nations together."""
