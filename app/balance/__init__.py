"""Balance: how much a nation or a region does with each major power, and how that shifts."""
