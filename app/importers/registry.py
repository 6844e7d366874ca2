"""Every dataset that can be imported, by name."""

from collections.abc import Mapping

from app.importers.cow_alliances import COW_ALLIANCES
from app.importers.dataset import Dataset
from app.importers.records import templates


def registry() -> Mapping[str, Dataset]:
    """The importers: datasets of the field first, then the CSV templates."""
    return {COW_ALLIANCES.name: COW_ALLIANCES, **templates()}
