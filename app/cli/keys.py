"""`entente keys`: issue, list and revoke API keys.

Who runs commands holds the database's password and can read all of it: the keys that are issued here are bound by
nobody's roles.
"""

from typing import Annotated

import typer
from pydantic import ValidationError

from app.callers.keys import issue as issued_key
from app.callers.keys import keys
from app.callers.keys import revoke as revoked_key
from app.callers.model import ApiKey, NewKey, Role
from app.cli.console import AsJson, answers, print_json
from app.cli.graph import with_graph
from app.cli.trail import with_recorded_graph
from app.errors import invalid
from app.settings import settings

app = typer.Typer(help="Keys of callers: issue, list, revoke.", no_args_is_help=True)


@app.command()
def issue(
    name: Annotated[str, typer.Option(help="Whose it is, or what for.")],
    role: Annotated[list[Role] | None, typer.Option(help="What it may do; again for more. Default: reader.")] = None,
    clearance: Annotated[int, typer.Option(help="Clearance, 0 unclassified to 4 top secret.")] = 0,
    nationality: Annotated[str | None, typer.Option(help="Nationality, as a nation's key: POL.")] = None,
    days: Annotated[int, typer.Option(help="After how many days it expires.")] = 90,
    as_json: AsJson = False,
) -> None:
    """Issue a key, and show it this once. Example: `entente keys issue --name dashboard --nationality POL`."""
    given = {"name": name, "roles": role or [Role.READER], "clearance": clearance, "days": days}
    try:
        wanted = NewKey.model_validate({**given, "nationality": nationality})
    except ValidationError as error:
        raise invalid(error.errors()) from error
    made = with_recorded_graph(
        settings(),
        "keys issue",
        lambda graph: issued_key(graph, wanted, issuer=None),
        asked=wanted.model_dump(mode="json", by_alias=True),
        rows=lambda _: 1,
    )
    if as_json:
        print_json(made.model_dump(mode="json", by_alias=True))
        return
    answers.print(made.key, soft_wrap=True)
    answers.print(f"It expires on {made.issued.expires_at:%Y-%m-%d} and is not shown again.")


@app.command(name="list")
def list_(as_json: AsJson = False) -> None:
    """All keys, without their secrets."""
    found = with_graph(settings(), keys)
    if as_json:
        print_json([each.model_dump(mode="json", by_alias=True) for each in found])
        return
    for each in found:
        answers.print(_line(each), soft_wrap=True, markup=False)
    answers.print(f"{len(found)} keys.")


@app.command()
def revoke(
    id: Annotated[str, typer.Argument(help="The id of the key; `entente keys list` names it.")],  # noqa: A002
    as_json: AsJson = False,
) -> None:
    """Refuse a key from now on."""
    key = with_recorded_graph(
        settings(), "keys revoke", lambda graph: revoked_key(graph, id), asked={"id": id}, rows=lambda _: 1
    )
    if as_json:
        print_json(key.model_dump(mode="json", by_alias=True))
        return
    answers.print(f"{key.name} ({key.id}) is refused from now on.", markup=False)


def _line(key: ApiKey) -> str:
    state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else f"until {key.expires_at:%Y-%m-%d}"
    viewer = f"clearance {key.clearance}, {key.nationality or 'no nationality'}"
    return f"{key.id}  {key.name}  {', '.join(key.roles)}  {viewer}  {state}  last used {key.used_on or 'never'}"
