"""What the service says when it does not answer."""

from typing import Any

import httpx


class Problem(Exception):
    """A refusal, in the service's own words (RFC 9457): `status`, `code`, and `field`, `value`, `expected` of an input.

    `errors` lists all that is wrong where it is more than one thing; `suggestions`, what may have been meant.
    """

    def __init__(self, detail: str, *, status: int | None = None, **members: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.status = status
        self.code: str = members.get("code", "UNAVAILABLE")
        self.field: str | None = members.get("field")
        self.value: str | None = members.get("value")
        self.expected: str | None = members.get("expected")
        self.suggestions: list[str] = members.get("suggestions") or []
        self.errors: list[dict[str, str]] = members.get("errors") or []

    def __str__(self) -> str:
        """The sentence, what was expected, and what may have been meant."""
        said = [self.detail, *(each["detail"] for each in self.errors if each["detail"] not in self.detail)]
        if self.suggestions:
            said.append(f"Did you mean {', '.join(self.suggestions)}?")
        return " ".join(said)


def problem_of(response: httpx.Response) -> Problem:
    """The refusal that a response bears."""
    try:
        told = response.json()
    except ValueError:
        told = None
    if not isinstance(told, dict) or "detail" not in told:
        told = {"detail": f"{response.request.url} answered {response.status_code} and is no Entente service."}
    return Problem(told.pop("detail"), **told | {"status": response.status_code})
