"""Structured logs: a JSON object a line, or text for people. No line holds a key, a token, a password or a secret."""

import logging
import re
import sys
from collections.abc import Mapping
from typing import Any

import structlog

from app.settings import Settings


def configure_logs(settings: Settings) -> None:
    """Send all log lines of this process to standard error, in the format of the settings."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            Redaction(settings),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[settings.log_level.upper()]),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


_HIDDEN = "[hidden]"
_SECRETS = re.compile(
    r"""
    entente_[0-9a-f]{12}_[0-9a-f]{8,}               # a key
    | whsec_[A-Za-z0-9+/=_-]+                       # a secret that signs webhooks
    | eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.?[A-Za-z0-9_-]*    # a token
    | (?<=://)[^/\s:@]+:[^/\s@]+(?=@)               # a user and a password in an address
    | (?i:(?<=bearer\ )|(?<=basic\ ))[^\s"',]+      # whatever else stands behind Authorization
    """,
    re.VERBOSE,
)
_SECRET_NAMES = re.compile(r"(?i)passw|secret|token|authorization|cookie|api.?key")


class Redaction:
    """A step of logging that takes secrets out of whatever is logged: by their form, their name, or the settings."""

    def __init__(self, settings: Settings) -> None:
        given = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
        # A short one would be found in innocent words, and protects nothing.
        self._known = given if len(given) >= _LEAST_SECRET else None

    def __call__(self, logger: object, method: str, event: Mapping[str, Any]) -> dict[str, Any]:
        """The event without secrets."""
        return {name: self._of(name, value) for name, value in event.items()}

    def _of(self, name: str, value: Any) -> Any:
        if value is not None and not isinstance(value, bool) and _SECRET_NAMES.search(name):
            return _HIDDEN
        if isinstance(value, Mapping):
            return {each: self._of(str(each), inner) for each, inner in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self._of("", inner) for inner in value]
        return self._text(value if isinstance(value, str) else str(value)) if not _is_plain(value) else value

    def _text(self, text: str) -> str:
        text = _SECRETS.sub(_HIDDEN, text)
        return text.replace(self._known, _HIDDEN) if self._known else text


_LEAST_SECRET = 6


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, (bool, int, float))
