"""The CSV templates: one file per label and per relationship, with columns from the declared model.

The seed is written in them, and an organisation's own records can be: see `app.record.validation` for the columns.
"""

from collections.abc import Iterator, Mapping, Sequence

from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.model.declaration import Label, Relationship
from app.model.labels import LABELS, SOURCE
from app.model.relationships import ASSERTED_BY, RELATIONSHIPS
from app.record.evidence import Source
from app.record.facts import Fact
from app.record.validation import (
    Cells,
    end_columns,
    obligations_coded_of,
    release_of,
    reliability_of,
    required,
    template_columns,
    validated,
)


def templates() -> Mapping[str, Dataset]:
    """An importer for each template, by its file's name, entities first. Sources come with the seed."""
    return {kind.file: _template(kind) for kind in template_kinds()}


def template_kinds() -> tuple[Label | Relationship, ...]:
    """What there is a template for, entities first."""
    labels = tuple(label for label in LABELS if label is not SOURCE)
    return (*labels, *(relationship for relationship in RELATIONSHIPS if relationship is not ASSERTED_BY))


def source_of(cells: Cells) -> Source:
    """A row of sources.csv. Raises InvalidInput."""
    release = release_of(cells)
    return Source(
        key=required(cells, "key"),
        title=required(cells, "title"),
        publisher=cells.get("publisher", ""),
        version=cells.get("version", ""),
        url=cells.get("url", ""),
        licence=cells.get("licence", ""),
        reliability=reliability_of(cells),
        obligations_coded=obligations_coded_of(cells),
        marking=release.marking,
        releasable_to=release.releasable_to,
    )


def _template(kind: Label | Relationship) -> Dataset:
    def facts_of(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
        (line,) = lines
        yield validated(kind, {column: line[column] for column in line.cells})

    needed = [given.column for given in kind.properties if given.required]
    return Dataset(
        name=kind.file,
        title=f"CSV template: {kind.meaning}",
        sources=(),
        columns=tuple(dict.fromkeys((*end_columns(kind), *needed, "valid_from", "valid_to", "source"))),
        only=template_columns(kind),
        facts_of=facts_of,
    )
