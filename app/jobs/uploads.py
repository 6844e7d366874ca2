"""What callers send, as files to import: one CSV file of a dataset, or a ZIP archive with DATASET.csv files in it."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.errors import EntenteError, InvalidInput
from app.importers.dataset import Dataset, dataset_named

_PIECE = 1 << 16


class TooLarge(EntenteError):
    """More bytes than this service takes at once."""

    code, status, title = "TOO_LARGE", 413, "Too large"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file and what it is a file of."""

    dataset: Dataset
    path: Path


def too_large(most: int) -> TooLarge:
    """The refusal of what is larger than `most` bytes, packed or unpacked."""
    return TooLarge(
        f"It is larger than {most:,} bytes. Send it in parts, or import it with `entente import`.",
        field="body",
        expected=f"at most {most:,} bytes",
    )


def only_file(path: Path, dataset: str, registry: Mapping[str, Dataset]) -> tuple[Upload, ...]:
    """One CSV file. Raises NotFound for a dataset that is none."""
    return (Upload(dataset=dataset_named(dataset, registry), path=path),)


def unpacked(archive: Path, folder: Path, registry: Mapping[str, Dataset], *, most: int) -> tuple[Upload, ...]:
    """The files of an archive, in the order in which they are imported: entities before the facts between them.

    Raises InvalidInput for what is no archive and for a file that is none of a dataset, and TooLarge for more than
    `most` bytes in all, whatever the archive says of itself.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            named = {_dataset_of(member.filename, registry).name: member for member in packed.infolist()}
            if len(named) < len(packed.infolist()):
                raise InvalidInput("The archive has two files of one dataset.", field="body")
            left = most
            uploads = []
            for dataset in (registry[name] for name in registry if name in named):
                path = folder / f"{dataset.name}.csv"
                with packed.open(named[dataset.name]) as source, path.open("wb") as target:
                    left = _copied(source, target, left, most)
                uploads.append(Upload(dataset=dataset, path=path))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise InvalidInput(f"This is no ZIP archive that can be read: {error}.", field="body") from error
    if not uploads:
        raise InvalidInput("The archive is empty.", field="body", expected="DATASET.csv files")
    return tuple(uploads)


def _dataset_of(name: str, registry: Mapping[str, Dataset]) -> Dataset:
    stem = name.removesuffix(".csv")
    if stem == name or stem not in registry:
        raise InvalidInput(
            f"The archive has a file {name!r}; its files are named DATASET.csv, at its top. Sources are not uploaded: "
            "a dataset brings its own, and others come with `entente seed`.",
            field="body",
            value=name,
            expected=", ".join(f"{each}.csv" for each in registry),
        )
    return registry[stem]


def _copied(source: IO[bytes], target: IO[bytes], left: int, most: int) -> int:
    """Copy a file, and say how many bytes may follow."""
    while piece := source.read(_PIECE):
        left -= len(piece)
        if left < 0:
            raise too_large(most)
        target.write(piece)
    return left
