"""The look of the graph in Neo4j Browser: a GraSS style sheet with a colour, a size and a caption for each kind.

Colours are Okabe and Ito's eight, which people with any colour vision tell apart, in two shades; what they leave
together differs in size. Text on them has a contrast of at least 4.5 to 1.
"""

from dataclasses import dataclass

from app.model.relationships import RELATIONSHIPS

DARK, LIGHT = "#000000", "#FFFFFF"
_ORANGE, _SKY, _GREEN, _YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
_BLUE, _VERMILION, _PURPLE, _GREY = "#0072B2", "#D55E00", "#CC79A7", "#999999"
_PALE = {_ORANGE: "#F7D58A", _SKY: "#BFE2F7", _GREEN: "#8FD9C3", _PURPLE: "#EBCADB", _GREY: "#DDDDDD", _BLUE: "#005A8C"}


@dataclass(frozen=True, kw_only=True)
class NodeLook:
    """Of a label: its fill, its diameter in pixels, and the property that is written on it."""

    colour: str
    diameter: int
    caption: str = "name"


NODES: dict[str, NodeLook] = {
    "Nation": NodeLook(colour=_BLUE, diameter=80),
    "Organization": NodeLook(colour=_SKY, diameter=90),
    "Agreement": NodeLook(colour=_ORANGE, diameter=65),
    "Obligation": NodeLook(colour=_PALE[_ORANGE], diameter=50, caption="kind"),
    "Unit": NodeLook(colour=_PALE[_SKY], diameter=50),
    "AttachePost": NodeLook(colour=_PALE[_BLUE], diameter=40),
    "Engagement": NodeLook(colour=_GREEN, diameter=65),
    "EngagementSeries": NodeLook(colour=_PALE[_GREEN], diameter=80),
    "Initiative": NodeLook(colour=_YELLOW, diameter=65),
    "Capability": NodeLook(colour=_PURPLE, diameter=50),
    "Standard": NodeLook(colour=_PALE[_PURPLE], diameter=50, caption="designation"),
    "Requirement": NodeLook(colour=_PURPLE, diameter=80, caption="mission"),
    "Dispute": NodeLook(colour=_VERMILION, diameter=80),
    "InformationBarrier": NodeLook(colour=_VERMILION, diameter=50),
    "Domain": NodeLook(colour=_GREY, diameter=65),
    "Source": NodeLook(colour=_PALE[_GREY], diameter=40, caption="title"),
}

_THICK, _USUAL, _THIN = 3, 2, 1
RELATIONSHIP_LOOKS: dict[str, tuple[str, int, str | None]] = {
    "MEMBER_OF": (_SKY, _USUAL, "role"),
    "PARTY_TO": (_ORANGE, _THICK, "obligations"),
    "BINDS": (_ORANGE, _THIN, None),
    "PART_OF": (_GREY, _USUAL, None),
    "PARTICIPATED_IN": (_GREEN, _USUAL, "role"),
    "IN_SERIES": (_GREEN, _THIN, None),
    "SENT_BY": (_BLUE, _THIN, None),
    "ACCREDITED_TO": (_BLUE, _USUAL, None),
    "BELONGS_TO": (_SKY, _THIN, None),
    "HAS_CAPABILITY": (_PURPLE, _USUAL, "level"),
    "IMPLEMENTS": (_PURPLE, _USUAL, "status"),
    "REQUIRES": (_PURPLE, _THICK, "weight"),
    "SERVES": (_YELLOW, _USUAL, None),
    "GOVERNED_BY": (_ORANGE, _USUAL, None),
    "DISPUTES": (_VERMILION, _THICK, "side"),
    "RESTRICTS": (_VERMILION, _USUAL, "direction"),
    "BORDERS": (_GREY, _USUAL, "by"),
    "IN_DOMAIN": (_GREY, _THIN, None),
    "DEPLOYED_IN": (_BLUE, _THICK, "personnel"),
    "SIGNALLED": (_YELLOW, _THICK, "kind"),
    "TRANSFERRED_TO": (_VERMILION, _THIN, "designation"),
    "MEASURED_BY": (_GREY, _THIN, None),
    "ASSERTED_BY": (_GREY, _THIN, "reliability"),
}
"""Colour, width in pixels, and the property that is written on it; none: its type."""


def style_sheet() -> str:
    """The style sheet, as Browser takes it when it is dropped on its window."""
    rules = [
        _rule("node", {"diameter": "50px", "color": _GREY, "text-color-internal": DARK, "font-size": "10px"}),
        _rule("relationship", {"color": _GREY, "shaft-width": "1px", "font-size": "8px", "padding": "3px"}),
        *(_node(label, look) for label, look in NODES.items()),
        *(_relationship(relationship.type) for relationship in RELATIONSHIPS),
    ]
    return "\n".join(rules)


def _node(label: str, look: NodeLook) -> str:
    described = {
        "color": look.colour,
        "border-color": _darker(look.colour),
        "border-width": "2px",
        "diameter": f"{look.diameter}px",
        "text-color-internal": ink(look.colour),
        "caption": f'"{{{look.caption}}}"',
    }
    return _rule(f"node.{label}", described)


def _relationship(kind: str) -> str:
    colour, width, written = RELATIONSHIP_LOOKS[kind]
    caption = '"<type>"' if written is None else f'"{{{written}}}"'
    return _rule(f"relationship.{kind}", {"color": colour, "shaft-width": f"{width}px", "caption": caption})


def _rule(selector: str, properties: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"


def ink(colour: str) -> str:
    """The colour of text on a colour: the one of black and white that contrasts more."""
    return max((DARK, LIGHT), key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else float(((channel + 0.055) / 1.055) ** 2.4)


def _darker(colour: str) -> str:
    return "#" + "".join(f"{channel * 7 // 10:02X}" for channel in _channels(colour))


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
