"""What commands print: answers to standard output, everything else to standard error."""

import json
from datetime import date, datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from app.errors import EntenteError

answers = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]


def print_json(value: Any) -> None:
    """One JSON document, for scripts."""
    print(json.dumps(value, indent=2, ensure_ascii=False, default=_plain))  # noqa: T201 - this is the answer


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def say(line: str) -> None:
    """A line of progress."""
    errors.print(escape(line))


def report(error: EntenteError) -> None:
    """An error, as the person who gets it reads it."""
    errors.print(f"[bold red]{escape(error.title)}.[/] {escape(error.detail)}")
