"""How the alliance paths between two nations differ between two days."""
