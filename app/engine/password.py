"""The engine's own password: made once per home, readable by its owner only, set before the engine first starts."""

import os
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_urlsafe

from app.errors import EngineError

USERNAME = "neo4j"

_PASSWORD_BYTES = 24
_SALT_BYTES = 32
_ROUNDS = 1024
_OWNER_ONLY = 0o600


def password_of(home: Path) -> str:
    """The password of a home. Made at the first call. Raises EngineError when its file cannot be read."""
    path = home / "password"
    try:
        if not path.exists():
            write_private(path, token_urlsafe(_PASSWORD_BYTES))
        password = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise EngineError(f"Cannot read the engine's password from {path}: {error}.") from error
    if not password:
        raise EngineError(f"The engine's password is missing from {path}: the file is empty.")
    return password


def set_initial_password(engine_folder: Path, *, password: str) -> None:
    """Give the engine its password before it starts for the first time, so that it never runs with the default one.

    This is the file that `neo4j-admin dbms set-initial-password` writes: salted SHA-256, 1024 rounds. Writing it here
    saves a second start of Java and keeps the password out of the list of processes. An engine that has users already
    does not read it.
    """
    salt = token_bytes(_SALT_BYTES)
    digest = salt + password.encode()
    for _ in range(_ROUNDS):
        digest = sha256(digest).digest()
    folder = engine_folder / "data" / "dbms"
    folder.mkdir(parents=True, exist_ok=True)
    write_private(folder / "auth.ini", f"{USERNAME}:SHA-256,{digest.hex()},{salt.hex()},{_ROUNDS}:\n")


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whatever the umask says; it is there as a whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, _OWNER_ONLY)
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    new.replace(path)
