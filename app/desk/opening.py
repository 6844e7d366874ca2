"""Where Neo4j Browser opens, and the files that are dropped on it."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from app.desk.saved import favourites
from app.desk.style import style_sheet


@dataclass(frozen=True, kw_only=True)
class DeskFiles:
    """What an analyst drops on Browser's window, once."""

    favourites: Path
    """Saved queries in folders."""
    style: Path
    """Colours, sizes and captions."""


def written(folder: Path) -> DeskFiles:
    """The files, written anew into a folder that is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    files = DeskFiles(favourites=folder / "favourites.zip", style=folder / "entente.grass")
    files.favourites.write_bytes(favourites())
    files.style.write_text(style_sheet(), encoding="utf-8")
    return files


def address(browser_url: str, *, bolt_uri: str, username: str, guide: str | None = None) -> str:
    """Browser's address with the connection filled in but for the password, which Browser takes from no address.

    `guide`: the address of a guide that it plays after it has connected.
    """
    bolt = urlsplit(bolt_uri)
    asked = {"connectURL": f"{bolt.scheme}://{username}@{bolt.netloc}"}
    if guide is not None:
        asked |= {"cmd": "play", "arg": guide}
    return f"{browser_url}?{urlencode(asked)}"
