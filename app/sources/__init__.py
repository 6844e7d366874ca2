"""Sources: the datasets, documents and reporters that facts come from."""
