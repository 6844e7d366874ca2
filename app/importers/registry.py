"""Every dataset that can be imported, by name: the `Dataset` constants of the modules in `datasets/`."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

import app.importers.datasets
from app.importers.dataset import Dataset
from app.importers.records import templates


def registry() -> Mapping[str, Dataset]:
    """The importers: datasets of the field first, then the CSV templates."""
    found = {dataset.name: dataset for dataset in _declared()}
    return {**dict(sorted(found.items())), **templates()}


def _declared() -> Iterator[Dataset]:
    for module in iter_modules(app.importers.datasets.__path__):
        for value in vars(import_module(f"app.importers.datasets.{module.name}")).values():
            if isinstance(value, Dataset):
                yield value
