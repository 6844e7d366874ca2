"""What an importer declares of its dataset, and the registry that finds it by name."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.errors import InvalidInput, NotFound
from app.importers.crosswalk import Crosswalk
from app.record.evidence import Source
from app.record.facts import Fact

CsvRow = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """A row that is not imported, and why. It is reported, never dropped in silence."""

    row: int
    reason: str
    content: CsvRow


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """A dataset that can be imported: its source, its columns, and how a row becomes facts."""

    name: str
    sources: tuple[Source, ...]
    columns: tuple[str, ...]
    facts_of: Callable[[CsvRow, Crosswalk], list[Fact]]
    """Facts of one row; raises InvalidInput with the reason for rejecting it."""
    tally: Callable[[CsvRow], Mapping[str, str]] = lambda row: {}
    """What to count in a row: kind → key, such as alliances → 227; the report gives the number of distinct keys."""
    encoding: str = "utf-8-sig"


def read_rows(dataset: Dataset, path: Path) -> Iterator[tuple[int, CsvRow]]:
    """Rows of the file with their line numbers. Raises InvalidInput for a wrong layout, before the first row."""
    try:
        with path.open(encoding=dataset.encoding, newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in dataset.columns if column not in (reader.fieldnames or ())]
            if missing:
                raise InvalidInput(
                    f"{path.name} is not a {dataset.name} file: column {missing[0]!r} is missing.",
                    field=missing[0],
                    value=", ".join(reader.fieldnames or ("nothing",)),
                    expected=", ".join(dataset.columns),
                )
            for row in reader:
                if None in row or None in row.values():
                    raise InvalidInput(
                        f"{path.name}, line {reader.line_num}: the row has another number of fields than the header.",
                        field=f"line {reader.line_num}",
                    )
                yield reader.line_num, row
    except FileNotFoundError as error:
        raise InvalidInput(f"There is no file {path}.", field="file", value=str(path)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(
            f"{path.name} cannot be read as CSV in {dataset.encoding}: {error}.", field="file", value=str(path)
        ) from error


def dataset_named(name: str, registry: Mapping[str, Dataset]) -> Dataset:
    """The dataset of that name. Raises NotFound that lists what there is."""
    if name not in registry:
        raise NotFound(
            f"There is no importer {name!r}. There are: {', '.join(registry)}.",
            field="dataset",
            value=name,
            expected=", ".join(registry),
            suggestions=tuple(registry),
        )
    return registry[name]
