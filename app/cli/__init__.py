"""`entente`: the command line.

Exit codes: 0 done; 1 an unexpected error, or what was checked is not right; 2 invalid input; 3 not found; 4 a
conflict; 5 a time limit; 6 no database or engine; 7 a defective query or migration; 130 interrupted.
"""

import sys

import typer

from app.cli import (
    briefs,
    database,
    exchange,
    keys,
    model,
    queries,
    questions,
    records,
    releases,
    schema_changes,
    serving,
    trail,
)
from app.cli.console import errors, report
from app.errors import EntenteError
from app.logs import configure_logs
from app.questions import QUESTIONS
from app.settings import settings

app = typer.Typer(
    name="entente",
    help="Relationship intelligence for military diplomacy and security cooperation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(serving.up)
app.command()(serving.serve)
app.add_typer(database.app, name="db")
app.add_typer(schema_changes.app, name="migrate")
app.command()(exchange.seed)
app.command(name="import")(exchange.import_)
app.command()(exchange.export)
app.command()(releases.release)
for named in QUESTIONS:
    app.command(name=named.command, rich_help_panel="Questions")(questions.command(named))
app.command(rich_help_panel="Questions")(briefs.brief)
app.add_typer(queries.app, name="query")
app.add_typer(records.app, name="record")
app.add_typer(keys.app, name="keys")
app.add_typer(trail.app, name="trail")
app.command()(model.audit)
app.command()(model.schema)


def main() -> None:
    """Run a command; an error leaves as one sentence and an exit code, never as a stack trace."""
    try:
        configure_logs(settings())
        app(prog_name="entente")
    except EntenteError as error:
        report(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        errors.print("Interrupted.")
        sys.exit(130)
