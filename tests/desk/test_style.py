"""The style sheet has a look for each declared kind, written in declared properties, that anybody can read."""

import re
from itertools import combinations

import pytest

from app.desk.style import DARK, LIGHT, NODES, RELATIONSHIP_LOOKS, contrast, style_sheet
from app.model.declaration import Label, Relationship
from app.model.envelope import ENVELOPE
from app.model.labels import LABELS
from app.model.relationships import RELATIONSHIPS

RULES = dict(re.findall(r"^(\S+) \{\n(.*?)^\}", style_sheet(), re.MULTILINE | re.DOTALL))


def described(selector: str) -> dict[str, str]:
    return dict(re.findall(r"^  ([\w-]+): (.+);$", RULES[selector], re.MULTILINE))


def test_each_declared_kind_has_one_look() -> None:
    assert NODES.keys() == {label.name for label in LABELS}
    assert RELATIONSHIP_LOOKS.keys() == {relationship.type for relationship in RELATIONSHIPS}
    declared = {f"node.{label}" for label in NODES} | {f"relationship.{kind}" for kind in RELATIONSHIP_LOOKS}
    assert RULES.keys() == declared | {"node", "relationship"}


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_a_node_has_colour_size_and_a_caption_that_it_has_and_one_can_read(label: Label) -> None:
    look = described(f"node.{label.name}")
    assert look["caption"].strip('"{}') in {given.name for given in label.properties}
    assert re.fullmatch(r"\d+px", look["diameter"])
    assert look["text-color-internal"] in (DARK, LIGHT)
    assert contrast(look["color"], look["text-color-internal"]) >= 4.5


@pytest.mark.parametrize("relationship", RELATIONSHIPS, ids=lambda relationship: relationship.type)
def test_a_relationship_has_colour_width_and_a_caption_that_it_has(relationship: Relationship) -> None:
    look = described(f"relationship.{relationship.type}")
    names = {f'"{{{given.name}}}"' for given in (*relationship.properties, *ENVELOPE)} | {'"<type>"'}
    assert look["caption"] in names
    assert {"color", "shaft-width"} <= look.keys()


def test_no_two_kinds_of_node_look_the_same() -> None:
    looks = [(look.colour, look.diameter) for look in NODES.values()]
    assert [pair for pair in combinations(looks, 2) if pair[0] == pair[1]] == []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48
