"""A command for every named question: required fields are its arguments, all others its options."""

from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ValidationError
from pydantic.alias_generators import to_snake

from app.answers.fields import Given, fields_of
from app.answers.model import Answer
from app.cli.console import AsJson, answers, print_json
from app.cli.graph import with_graph
from app.errors import invalid
from app.questions import NamedQuestion
from app.settings import settings

_UNKEPT = {"from": "from_"}


def command(named: NamedQuestion) -> Callable[..., None]:
    """The command that asks `named`."""
    given = {_parameter_name(field): field for field in fields_of(named.question)}

    def ask(*, as_json: bool, **values: Any) -> None:
        answer = _answer(named, {given[name].name: value for name, value in values.items() if value not in (None, [])})
        if as_json:
            print_json(answer.model_dump(mode="json", by_alias=True))
        else:
            _print(named, answer)

    parameters = [*(_parameter(name, field) for name, field in given.items()), _AS_JSON]
    parameters.sort(key=lambda parameter: parameter.default is not Parameter.empty)
    ask.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    ask.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    ask.__doc__ = f"{named.asks}\n\n{named.meaning}\n\nExamples: {' · '.join(f'`{line}`' for line in named.examples)}"
    return ask


_AS_JSON = Parameter("as_json", Parameter.KEYWORD_ONLY, annotation=AsJson, default=False)


def _answer(named: NamedQuestion, values: dict[str, Any]) -> Answer:
    try:
        question = named.question.model_validate(values)
    except ValidationError as error:
        raise invalid(error.errors()) from error
    viewer = settings().viewer
    answer: Answer = with_graph(settings(), lambda graph: named.service(graph, question, viewer=viewer))
    return answer


def _print(named: NamedQuestion, answer: Answer) -> None:
    title, *lines = named.in_words(answer)
    answers.print(title, style="bold", markup=False)
    for line in lines:
        answers.print(line, markup=False)
    if not answer.complete:
        answers.print("A bound cut this short: there may be more than is shown. Ask for less.")
    if answer.synthetic:
        answers.print("Part of this rests on invented records.")
    if answer.disputed:
        answers.print("Part of this rests on what sources disagree about; --json shows which.")
    for asked in answer.asked:
        answers.print(f"entente query show {asked.name}  {asked.browser}", style="dim", markup=False)


def _parameter_name(field: Given) -> str:
    return _UNKEPT.get(field.name, to_snake(field.name))


def _parameter(name: str, field: Given) -> Parameter:
    kind = list[_scalar(field)] if field.many else _scalar(field)  # type: ignore[misc]
    if field.required:
        argument = typer.Argument(help=field.meaning, metavar=name.strip("_").upper())
        return Parameter(name, Parameter.KEYWORD_ONLY, annotation=Annotated[kind, argument])
    option = typer.Option(_flag(name, many=field.many), help=_help(field), show_default=False)
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=Annotated[kind | None, option], default=None)


def _scalar(field: Given) -> type:
    """What is typed stays text where the question's own model reads it, so that its errors name the field."""
    reads_itself = isinstance(field.type, type) and issubclass(field.type, (BaseModel, Enum, date, datetime))
    return str if reads_itself else field.type


def _flag(name: str, *, many: bool) -> str:
    """`--avoid-agreement` takes one of `avoid_agreements`, and may be given again."""
    if many and name.endswith("ies"):
        name = f"{name[:-3]}y"
    elif many and name.endswith("s"):
        name = name[:-1]
    return f"--{name.replace('_', '-')}"


def _help(field: Given) -> str:
    shown = field.default if isinstance(field.default, tuple) else (field.default,)
    if field.default is None or "Default" in field.meaning:
        return field.meaning
    return f"{field.meaning} Default: {', '.join(str(value) for value in shown)}."
