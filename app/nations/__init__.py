"""Nations: what a name or a code means, on a day, for a viewer."""
