"""Structure: the network that alliances or exercises make of nations, and what its shape says."""
