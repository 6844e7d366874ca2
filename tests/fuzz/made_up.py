"""Requests made up from a description of what may be asked, and what is wrong with their answers."""

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as chosen
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from app.web.bounds import MOST_ADDRESS

_INSIDE = re.compile(
    r"Traceback|\.py\b|site-packages|Neo\.[A-Z][a-z]+Error|org\.neo4j|java\.|neo4j\.exceptions|gql_status|"
    r"Exception\b|\bMATCH \(|/(?:root|home|usr|tmp|work|opt)/|asyncio|pydantic|starlette|strawberry"
)
"""What tells of the inside of the service in an error."""

_NOT_ASKED = [
    # What a model says of two fields at once stands in no schema, and is refused with an explanation.
    positive_data_acceptance,
    # A service without keys asks nobody for one.
    ignored_auth,
]


def faults(operation: Any, *, base: str, examples: int, modes: tuple[GenerationMode, ...]) -> Iterator[str]:
    """What is wrong with answers to made-up requests of one operation: nothing, if all is well."""
    found: list[str] = []
    for mode in modes:
        run = _run(operation, base, found)
        made = given(case=operation.as_strategy(generation_mode=mode))(run)
        limited = chosen(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        try:
            seed(2_026)(limited(made))()
        except Exception as error:
            if type(error).__name__ != "Unsatisfiable":  # there is no wrong way to ask this
                raise
    yield from dict.fromkeys(found)


def _run(operation: Any, base: str, found: list[str]) -> Any:
    def one(case: Case[Any]) -> None:
        response = case.call(base_url=base, timeout=90)
        text = response.text
        if response.status_code >= 500:
            found.append(f"{operation.label}: {response.status_code} {text[:300]} for {case.as_curl_command()[-900:]}")
            return
        if response.status_code >= 400 or '"errors"' in text:
            # What was sent may be quoted.
            inside = _INSIDE.search(text)
            if inside and inside[0] not in case.as_curl_command():
                found.append(f"{operation.label}: tells {inside[0]!r} in {text[:300]}")
        if case.path == "/graphql":  # it says of every refusal that the server failed
            codes = {each.get("extensions", {}).get("code") for each in response.json().get("errors", ())}
            if codes & {None, "INTERNAL"}:
                found.append(f"{operation.label}: {codes} in {text[:300]} for {case.as_curl_command()[-900:]}")
            return
        if response.status_code in (400, 414) and len(response.request.url or "") > MOST_ADDRESS:
            return  # no schema tells of this bound, and the longest addresses end in the server
        try:
            case.validate_response(response, excluded_checks=_NOT_ASKED)
        except FailureGroup as group:
            found.extend(
                f"{operation.label}: {type(each).__name__} {each.title} {str(each)[:400]} "
                f"for {response.status_code} {case.as_curl_command()[:300]}"
                for each in group.exceptions
            )

    return one
