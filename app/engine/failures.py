"""Why an engine does not answer, in words that say what to do about it."""

import re
from pathlib import Path

from app.engine.record import EngineRecord
from app.errors import EngineError

_TELLING = re.compile(r"\bERROR\b|Exception: |Error: |^Error|Unrecognized|Could not|Invalid|heap size|small.* heap")
_STACK = re.compile(r"^\s+at |^\s*\.\.\. \d+ more")
_DECORATION = re.compile(r"^\d\S+ \S+ (ERROR|WARN) +(\[[^]]*\] *)?|^(Caused by: |Exception in thread \S+ )?[\w.$]+: ")

_ADVICE = {
    "Address already in use|is already in use": (
        "Another program took its port in the meantime: start again, or set ENTENTE_ENGINE_BOLT_PORT and "
        "ENTENTE_ENGINE_HTTP_PORT."
    ),
    "has been locked by another process": "Another Neo4j has this store open: end that one, or set ENTENTE_HOME.",
    "OutOfMemoryError": "Set ENTENTE_ENGINE_HEAP_MIB higher.",
    "Could not reserve enough space": "Set ENTENTE_ENGINE_HEAP_MIB lower.",
    "AccessDeniedException": "Set ENTENTE_HOME to a folder whose files this user can write.",
}
"""What to do, by what the logs say."""


def death(record: EngineRecord) -> EngineError:
    """The engine ended while it was starting."""
    return EngineError(f"Neo4j {record.version} ended while it was starting. {_reasons(record)}")


def slowness(record: EngineRecord, *, seconds: float) -> EngineError:
    """The engine lives and does not answer."""
    return EngineError(
        f"Neo4j {record.version} did not answer within {seconds:g} s. {_reasons(record)} "
        "ENTENTE_ENGINE_START_SECONDS gives it more time.",
        field="ENTENTE_ENGINE_START_SECONDS",
        value=seconds,
    )


def wrong_password(record: EngineRecord) -> EngineError:
    """The store was made with another password."""
    return EngineError(
        f"The password in {record.folder.parent / 'password'} does not open the store in {record.folder}. Put the "
        f"earlier password back, or remove {record.folder} to begin with an empty graph."
    )


def unopened(record: EngineRecord, *, failure: str) -> EngineError:
    """The engine runs, and its database does not: the store is damaged. `failure` is what the engine says of it."""
    return EngineError(
        f"Neo4j {record.version} runs and cannot open the store in {record.folder}: {failure} Its logs are in "
        f"{record.folder / 'logs'}. Put a copy back, or remove {record.folder} to begin with an empty graph."
    )


def _reasons(record: EngineRecord) -> str:
    """The last line of its logs that gives a reason, and what to do."""
    logs = record.folder / "logs"
    text = "\n".join(_read(logs / name) for name in ("output.log", "neo4j.log"))
    telling = [line for line in text.splitlines() if _TELLING.search(line) and not _STACK.search(line)]
    reason = "".join(f"{_DECORATION.sub('', line.strip()).rstrip('.')}. " for line in telling[-1:])
    advice = (told for sign, told in _ADVICE.items() if re.search(sign, text))
    return reason + next(advice, f"Its logs are in {logs}.")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
