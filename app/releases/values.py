"""Values of a statement's answer as JSON."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

import neo4j.spatial
import neo4j.time
from neo4j.graph import Node, Path, Relationship

_OF_ITSELF = 8
"""Bytes that are counted for a value besides its text: a list of ten million numbers is large too."""


class TooManyBytes(Exception):
    """The values are larger than an answer may be."""


class Json:
    """Makes JSON of values that Cypher returns, and of no more than some bytes of them.

    A number that JSON lacks, such as NaN, becomes text.
    """

    def __init__(self, *, most: int) -> None:
        self._left = most

    def of(self, value: object) -> Any:
        """One value. Raises TooManyBytes."""
        self._left -= _OF_ITSELF + (len(value) if isinstance(value, (str, bytes)) else 0)
        if self._left < 0:
            raise TooManyBytes
        match value:
            case None | bool() | int() | str():
                return value
            case float():
                return value if abs(value) < float("inf") else str(value)
            case list():
                return [self.of(each) for each in value]
            case Node():
                return {"id": value.element_id, "labels": sorted(value.labels), "properties": self._properties(value)}
            case Relationship():
                return self._relationship(value)
            case Path():
                nodes, facts = [self.of(each) for each in value.nodes], [self.of(each) for each in value.relationships]
                return {"nodes": nodes, "relationships": facts}
            case neo4j.spatial.Point():
                return {"srid": value.srid, "coordinates": [float(each) for each in value]}
            case bytes() | bytearray():
                return b64encode(value).decode()
            case Mapping():
                return self._properties(value)
        return value.iso_format() if hasattr(value, "iso_format") else str(value)

    def _properties(self, value: Any) -> dict[str, Any]:
        return {str(name): self.of(each) for name, each in value.items()}

    def _relationship(self, value: Relationship) -> dict[str, Any]:
        start, end = value.start_node, value.end_node
        return {
            "id": value.element_id,
            "type": value.type,
            "start": start.element_id if start else None,
            "end": end.element_id if end else None,
            "properties": self._properties(value),
        }
