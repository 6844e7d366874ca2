"""Exchange histories: what nations, bodies, units and attaché posts have done together, and what has gone quiet."""
