"""The kinds of fact between entities."""

from app.model.declaration import End, Property, Relationship

OBLIGATIONS = ("defence", "offence", "neutrality", "non-aggression", "consultation", "entente")

PARTY_TO = Relationship(
    type="PARTY_TO",
    file="party_to",
    meaning="A nation is party to an agreement over an interval, with obligations of its own. One row a spell.",
    start=End(column="nation", labels=("Nation",)),
    end=End(column="agreement", labels=("Agreement",)),
    properties=(
        Property(name="obligations", type="list<string>", meaning="What this party is bound to.", values=OBLIGATIONS),
        Property(
            name="obligationsUnknown",
            type="list<string>",
            meaning="What the source leaves open: unknown, not no.",
            values=OBLIGATIONS,
        ),
        Property(name="accession", meaning="How it became a party."),
        Property(name="reservation", meaning="What it excepted, or what was suspended."),
    ),
)
ASSERTED_BY = Relationship(
    type="ASSERTED_BY",
    file="",
    meaning="What one source says of an entity over an interval; it carries the properties of the entity's label.",
    start=End(column="key", labels=("Nation", "Agreement")),
    end=End(column="source", labels=("Source",)),
    properties=(),
)
RELATIONSHIPS = (PARTY_TO, ASSERTED_BY)
