"""How the model is declared."""

from dataclasses import dataclass
from typing import Literal

PropertyType = Literal["string", "integer", "float", "boolean", "date", "datetime", "list<string>"]


@dataclass(frozen=True, kw_only=True)
class Property:
    """One property: its name in the graph (camelCase), its type and meaning, and the values that it is limited to."""

    name: str
    type: PropertyType = "string"
    meaning: str
    required: bool = False
    values: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """Its name in a CSV file (snake_case)."""
        return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in self.name)


@dataclass(frozen=True, kw_only=True)
class Label:
    """A kind of entity. Its properties stand on its ASSERTED_BY relationships; the node shows the best public one."""

    name: str
    file: str
    meaning: str
    properties: tuple[Property, ...]

    @property
    def plural(self) -> str:
        """What many of them are called in GraphQL and in addresses: attachePosts."""
        first, *others = self.file.split("_")
        return first + "".join(word.capitalize() for word in others)


@dataclass(frozen=True, kw_only=True)
class End:
    """One end of a relationship: its column in a CSV file and the labels that may stand there."""

    column: str
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Relationship:
    """A kind of fact between two entities.

    `outgoing` is what its start calls what is at its end, and `incoming` the other way round: a nation's `agreements`,
    an agreement's `parties`. Where both are one, the fact has no direction.
    """

    type: str
    file: str
    outgoing: str
    incoming: str | None
    meaning: str
    start: End
    end: End
    properties: tuple[Property, ...]
