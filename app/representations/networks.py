"""Nodes and edges, as GraphML."""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

Attribute = str | int | float | bool
Attributes = Mapping[str, Attribute | None]

_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double", str: "string"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, escaped or not."""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A tie of two nodes. Two nodes may have several."""

    start: str
    end: str
    attributes: Attributes


@dataclass(kw_only=True)
class Network:
    """Nodes by key, and edges. Undirected: an edge means the same from both of its ends."""

    directed: bool = False
    nodes: dict[str, Attributes] = field(default_factory=dict)
    _edges: dict[tuple[Hashable, ...], Edge] = field(default_factory=dict)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Each edge once, in the order in which they were added."""
        return tuple(self._edges.values())

    def tie(self, start: str, end: str, **attributes: Attribute | None) -> None:
        """Add an edge, unless an equal one is there already; an undirected one may be given from either end."""
        if not self.directed and end < start:
            start, end = end, start
        edge = Edge(start=start, end=end, attributes=attributes)
        self._edges.setdefault((start, end, *attributes.items()), edge)


def as_graphml(network: Network) -> Iterator[str]:
    """The network as a GraphML document. Null attributes are left out; one of several types is a string."""
    keys = _Keys()
    nodes = [f"    <node id={quoteattr(_xml(key))}>{keys.of('node', said)}</node>\n" for key, said in
             network.nodes.items()]  # fmt: skip
    edges = [
        f"    <edge id={quoteattr(f'e{number}')} source={quoteattr(_xml(edge.start))} "
        f"target={quoteattr(_xml(edge.end))}>{keys.of('edge', edge.attributes)}</edge>\n"
        for number, edge in enumerate(network.edges)
    ]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from keys.declared()
    yield f'  <graph edgedefault="{"directed" if network.directed else "undirected"}">\n'
    yield from nodes
    yield from edges
    yield "  </graph>\n</graphml>\n"


class _Keys:
    """The attributes that a document declares before it uses them."""

    def __init__(self) -> None:
        self._types: dict[tuple[str, str], str] = {}

    def of(self, kind: str, attributes: Attributes) -> str:
        """What a node or an edge says, and note which attributes it needs."""
        said = {name: value for name, value in attributes.items() if value is not None}
        for name, value in said.items():
            given = next(word for kind, word in _TYPES.items() if isinstance(value, kind))
            known = self._types.setdefault((kind, name), given)
            if known != given:
                self._types[kind, name] = "string"
        return "".join(
            f"<data key={quoteattr(f'{kind}.{name}')}>{escape(_xml(_text(value)))}</data>"
            for name, value in said.items()
        )

    def declared(self) -> Iterator[str]:
        """The declarations of all that was noted."""
        for (kind, name), given in self._types.items():
            yield (
                f"  <key id={quoteattr(f'{kind}.{name}')} for={quoteattr(kind)} attr.name={quoteattr(name)} "
                f"attr.type={quoteattr(given)}/>\n"
            )


def _text(value: Attribute) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _xml(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
