"""Trusted documents: the only GraphQL documents that run, where an operator says so."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.errors import InvalidInput
from app.web.cost import DocumentRefused

_SETTING = "ENTENTE_GRAPHQL_DOCUMENTS"
_KEPT = "folder of .graphql files, or a JSON file of SHA-256 to text"


def read_documents(path: Path) -> dict[str, str]:
    """The documents of a folder of `.graphql` files or of a JSON file, by the SHA-256 of their text in hexadecimal.

    Raises InvalidInput where there are none, or where a hash of the JSON file is not that of its text.
    """
    try:
        documents = dict(_in_folder(path) if path.is_dir() else _in_file(path))
    except (OSError, ValueError) as error:
        raise _wrong(f"{path} cannot be read: {error}", path) from error
    if not documents:
        raise _wrong(f"{path} holds no documents, so that none could run", path)
    return documents


def document_text(documents: Mapping[str, str], query: str | None, extensions: Mapping[str, Any]) -> str:
    """The text of the trusted document that a request means, by its hash or by its text.

    Raises DocumentRefused for every other.
    """
    named = document_hash(extensions)
    given = hash_of(query) if query else None
    if named is not None and given is not None and named != given:
        raise DocumentRefused(f"The text is not that of document {named[:64]}; send either of them.", field="query")
    found = documents.get(named or given or "")
    if found is None:
        raise DocumentRefused(
            "Only trusted documents run here, and this is none of them. Send the SHA-256 of one as "
            "extensions.persistedQuery.sha256Hash or as documentId.",
            field="query" if named is None else "documentId",
            value=named,
        )
    return found


def with_document_id(body: dict[str, Any]) -> dict[str, Any]:
    """A request's body with its `documentId`, which may stand beside `query`, among its extensions."""
    extensions = body.get("extensions") or {}
    if "documentId" not in body or not isinstance(extensions, dict):
        return body
    return body | {"extensions": extensions | {"documentId": body["documentId"]}}


def document_hash(extensions: Mapping[str, Any]) -> str | None:
    """The hash by which a request names its document: `documentId`, or `persistedQuery` as Apollo's clients send it."""
    persisted = extensions.get("persistedQuery")
    named = extensions.get("documentId") or (isinstance(persisted, dict) and persisted.get("sha256Hash")) or None
    return named.removeprefix("sha256:").lower() if isinstance(named, str) else None


def hash_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _in_folder(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.graphql")):
        text = path.read_bytes().decode()
        yield hash_of(text), text


def _in_file(path: Path) -> Iterator[tuple[str, str]]:
    listed = json.loads(path.read_bytes())
    if not isinstance(listed, dict):
        raise ValueError("it is not a JSON object")
    for key, text in listed.items():
        if not isinstance(text, str) or hash_of(text) != key.removeprefix("sha256:").lower():
            raise ValueError(f"{key} is not the SHA-256 of its text")
        yield hash_of(text), text


def _wrong(detail: str, path: Path) -> InvalidInput:
    return InvalidInput(f"{_SETTING}: {detail}.", field=_SETTING, value=path, expected=_KEPT)
