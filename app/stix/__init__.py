"""STIX 2.1: what ties nations, as a bundle that threat-intelligence platforms read."""
