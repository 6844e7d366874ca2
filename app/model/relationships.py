"""The kinds of fact between entities."""

from app.model.declaration import End, Property, Relationship
from app.model.labels import LABELS, OBLIGATION_KINDS, SOURCE

_ACCESSION = Property(name="accession", meaning="How it joined: signature, ratification, accession, succession.")

MEMBER_OF = Relationship(
    type="MEMBER_OF",
    file="member_of",
    outgoing="organizations",
    incoming="members",
    meaning="A nation belongs to a body over an interval. One row a spell: who left and came back has two.",
    start=End(column="nation", labels=("Nation",)),
    end=End(column="organization", labels=("Organization",)),
    properties=(
        Property(
            name="role",
            meaning="As what.",
            required=True,
            values=("member", "founding_member", "associate", "observer", "partner", "suspended"),
        ),
        _ACCESSION,
    ),
)
PARTY_TO = Relationship(
    type="PARTY_TO",
    file="party_to",
    outgoing="agreements",
    incoming="parties",
    meaning="A nation or body is party to an agreement over an interval, with obligations of its own.",
    start=End(column="nation", labels=("Nation", "Organization")),
    end=End(column="agreement", labels=("Agreement",)),
    properties=(
        Property(
            name="obligations", type="list<string>", meaning="What this party is bound to.", values=OBLIGATION_KINDS
        ),
        Property(
            name="obligationsUnknown",
            type="list<string>",
            meaning="What the source leaves open: unknown, not no.",
            values=OBLIGATION_KINDS,
        ),
        _ACCESSION,
        Property(name="reservation", meaning="What it excepted, or what was suspended."),
    ),
)
BINDS = Relationship(
    type="BINDS",
    file="binds",
    outgoing="obligations",
    incoming="boundBy",
    meaning="An agreement contains an obligation.",
    start=End(column="agreement", labels=("Agreement",)),
    end=End(column="obligation", labels=("Obligation",)),
    properties=(),
)
PART_OF = Relationship(
    type="PART_OF",
    file="part_of",
    outgoing="wholes",
    incoming="parts",
    meaning="A whole and its part, of one kind.",
    start=End(column="part", labels=("Organization", "Unit", "Capability", "Engagement", "Initiative", "Agreement")),
    end=End(column="whole", labels=("Organization", "Unit", "Capability", "Engagement", "Initiative", "Agreement")),
    properties=(),
)
PARTICIPATED_IN = Relationship(
    type="PARTICIPATED_IN",
    file="participated_in",
    outgoing="engagements",
    incoming="participants",
    meaning="Who took part in an engagement, and as what.",
    start=End(column="participant", labels=("Nation", "Organization", "Unit", "AttachePost")),
    end=End(column="engagement", labels=("Engagement",)),
    properties=(
        Property(
            name="role",
            meaning="As what.",
            required=True,
            values=("host", "lead", "participant", "observer", "organiser", "recipient"),
        ),
        Property(name="contribution", meaning="What it sent or gave."),
        Property(name="personnel", type="integer", meaning="How many people it sent."),
        Property(name="students", type="integer", meaning="How many of them were trained."),
    ),
)
IN_SERIES = Relationship(
    type="IN_SERIES",
    file="in_series",
    outgoing="series",
    incoming="editions",
    meaning="An engagement is one of a series.",
    start=End(column="engagement", labels=("Engagement",)),
    end=End(column="series", labels=("EngagementSeries",)),
    properties=(),
)
SENT_BY = Relationship(
    type="SENT_BY",
    file="sent_by",
    outgoing="senders",
    incoming="postsSent",
    meaning="Whose post it is.",
    start=End(column="post", labels=("AttachePost",)),
    end=End(column="nation", labels=("Nation", "Organization")),
    properties=(),
)
ACCREDITED_TO = Relationship(
    type="ACCREDITED_TO",
    file="accredited_to",
    outgoing="accreditations",
    incoming="postsReceived",
    meaning="Where a post is accredited, over its tenure.",
    start=End(column="post", labels=("AttachePost",)),
    end=End(column="host", labels=("Nation", "Organization")),
    properties=(Property(name="resident", type="boolean", meaning="The post's holder lives there.", required=True),),
)
BELONGS_TO = Relationship(
    type="BELONGS_TO",
    file="belongs_to",
    outgoing="owners",
    incoming="units",
    meaning="Whose unit it is.",
    start=End(column="unit", labels=("Unit",)),
    end=End(column="owner", labels=("Nation", "Organization")),
    properties=(),
)
HAS_CAPABILITY = Relationship(
    type="HAS_CAPABILITY",
    file="has_capability",
    outgoing="capabilities",
    incoming="holders",
    meaning="What a force can do. A missing edge is unknown, never no.",
    start=End(column="holder", labels=("Nation", "Unit", "Organization")),
    end=End(column="capability", labels=("Capability",)),
    properties=(
        Property(name="level", meaning="How well.", required=True, values=("full", "limited", "planned", "none")),
        Property(name="constraint", meaning="What limits it: numbers, funds, law, dependence on others."),
    ),
)
IMPLEMENTS = Relationship(
    type="IMPLEMENTS",
    file="implements",
    outgoing="standards",
    incoming="implementers",
    meaning="How far a force follows a standard. A missing edge is unknown, never no.",
    start=End(column="holder", labels=("Nation", "Unit", "Organization")),
    end=End(column="standard", labels=("Standard",)),
    properties=(
        Property(name="status", meaning="How far.", required=True, values=("full", "partial", "planned", "none")),
        Property(name="reservation", meaning="What it excepts."),
    ),
)
REQUIRES = Relationship(
    type="REQUIRES",
    file="requires",
    outgoing="requirements",
    incoming="requiredBy",
    meaning="What a mission or an exercise needs.",
    start=End(column="requirement", labels=("Requirement", "Engagement", "EngagementSeries")),
    end=End(column="required", labels=("Capability", "Standard")),
    properties=(
        Property(name="weight", type="integer", meaning="1 useful to 5 essential.", required=True),
        Property(name="reason", meaning="Why."),
    ),
)
SERVES = Relationship(
    type="SERVES",
    file="serves",
    outgoing="initiatives",
    incoming="servedBy",
    meaning="What serves an initiative.",
    start=End(column="means", labels=("Engagement", "EngagementSeries", "Agreement", "Organization")),
    end=End(column="initiative", labels=("Initiative",)),
    properties=(),
)
GOVERNED_BY = Relationship(
    type="GOVERNED_BY",
    file="governed_by",
    outgoing="governedBy",
    incoming="governs",
    meaning="The agreement that something rests on.",
    start=End(
        column="governed",
        labels=("Organization", "Engagement", "EngagementSeries", "Initiative", "AttachePost", "Unit"),
    ),
    end=End(column="agreement", labels=("Agreement",)),
    properties=(),
)
DISPUTES = Relationship(
    type="DISPUTES",
    file="disputes_of",
    outgoing="disputes",
    incoming="sides",
    meaning="A nation is a side of a dispute.",
    start=End(column="nation", labels=("Nation", "Organization")),
    end=End(column="dispute", labels=("Dispute",)),
    properties=(
        Property(name="side", meaning="Which side: nations of one side bear one letter."),
        Property(name="role", meaning="As what.", values=("claimant", "holder", "initiator", "target", "party")),
        Property(name="hostility", type="integer", meaning="Its own highest hostility, 1 none to 5 war (COW MID)."),
    ),
)
RESTRICTS = Relationship(
    type="RESTRICTS",
    file="restricts",
    outgoing="restricted",
    incoming="barriers",
    meaning="Whom or what a barrier limits.",
    start=End(column="barrier", labels=("InformationBarrier",)),
    end=End(column="restricted", labels=("Nation", "Organization", "Agreement", "Initiative", "Capability")),
    properties=(
        Property(
            name="direction",
            meaning="Whose sharing it limits: out of, into, or both.",
            values=("outgoing", "incoming", "both"),
        ),
    ),
)
BORDERS = Relationship(
    type="BORDERS",
    file="borders",
    outgoing="neighbours",
    incoming="neighbours",
    meaning="Two nations touch, by land or across water. Written once for each pair, by key.",
    start=End(column="nation", labels=("Nation",)),
    end=End(column="neighbour", labels=("Nation",)),
    properties=(
        Property(
            name="by",
            meaning="By land, or across at most so many miles of water (COW contiguity).",
            required=True,
            values=("land", "water_12", "water_24", "water_150", "water_400"),
        ),
    ),
)
IN_DOMAIN = Relationship(
    type="IN_DOMAIN",
    file="in_domain",
    outgoing="domains",
    incoming="subjects",
    meaning="The domain that something belongs to.",
    start=End(column="subject", labels=("Capability", "Standard", "EngagementSeries", "Initiative", "Requirement")),
    end=End(column="domain", labels=("Domain",)),
    properties=(),
)
DEPLOYED_IN = Relationship(
    type="DEPLOYED_IN",
    file="deployed_in",
    outgoing="deployments",
    incoming="troopsHosted",
    meaning="How many of a nation's troops were in another.",
    start=End(column="nation", labels=("Nation",)),
    end=End(column="host", labels=("Nation",)),
    properties=(
        Property(name="personnel", type="integer", meaning="Troops in all.", required=True),
        Property(name="army", type="integer", meaning="Of the army."),
        Property(name="navy", type="integer", meaning="Of the navy."),
        Property(name="airForce", type="integer", meaning="Of the air force."),
        Property(name="marines", type="integer", meaning="Of the marines."),
    ),
)
SIGNALLED = Relationship(
    type="SIGNALLED",
    file="signalled",
    outgoing="signalsSent",
    incoming="signalsReceived",
    meaning="A major power showed support for another nation: deployment, visit, agreement, sale.",
    start=End(column="nation", labels=("Nation",)),
    end=End(column="recipient", labels=("Nation",)),
    properties=(
        Property(name="kind", meaning="What kind of signal, as its source codes.", required=True),
        Property(name="strength", type="float", meaning="How strong, as its source measures."),
    ),
)
TRANSFERRED_TO = Relationship(
    type="TRANSFERRED_TO",
    file="transferred_to",
    outgoing="armsSupplied",
    incoming="armsReceived",
    meaning="A transfer of major arms.",
    start=End(column="supplier", labels=("Nation", "Organization")),
    end=End(column="recipient", labels=("Nation", "Organization")),
    properties=(
        Property(name="designation", meaning="What was transferred.", required=True),
        Property(name="category", meaning="What kind of weapon it is."),
        Property(name="orderedIn", type="integer", meaning="Year of order."),
        Property(name="ordered", type="integer", meaning="Number ordered."),
        Property(name="delivered", type="integer", meaning="Number delivered."),
        Property(name="value", type="float", meaning="Trend-indicator value, millions."),
        Property(name="status", meaning="New, second-hand, produced under licence."),
        Property(
            name="estimated",
            type="list<string>",
            meaning="What its source estimates.",
            values=("orderedIn", "ordered", "delivered", "deliveredIn", "value"),
        ),
    ),
)
MEASURED_BY = Relationship(
    type="MEASURED_BY",
    file="measured_by",
    outgoing="measurements",
    incoming=None,
    meaning="The resources of a nation in a year, as a source measured them.",
    start=End(column="nation", labels=("Nation",)),
    end=End(column="source", labels=("Source",)),
    properties=(
        Property(name="militaryExpenditure", type="integer", meaning="Thousands of current US dollars."),
        Property(
            name="militaryExpenditurePounds",
            type="integer",
            meaning="Thousands of current British pounds: COW's unit up to 1913.",
        ),
        Property(name="militaryPersonnel", type="integer", meaning="Thousands."),
        Property(name="population", type="integer", meaning="Thousands."),
        Property(name="capability", type="float", meaning="Share of world capability, 0 to 1 (CINC)."),
    ),
)
ASSERTED_BY = Relationship(
    type="ASSERTED_BY",
    file="",
    outgoing="assertions",
    incoming=None,
    meaning="What one source says of an entity over an interval; it carries the properties of the entity's label.",
    start=End(column="key", labels=tuple(label.name for label in LABELS if label is not SOURCE)),
    end=End(column="source", labels=("Source",)),
    properties=(),
)
RELATIONSHIPS = (
    MEMBER_OF,
    PARTY_TO,
    BINDS,
    PART_OF,
    PARTICIPATED_IN,
    IN_SERIES,
    SENT_BY,
    ACCREDITED_TO,
    BELONGS_TO,
    HAS_CAPABILITY,
    IMPLEMENTS,
    REQUIRES,
    SERVES,
    GOVERNED_BY,
    DISPUTES,
    RESTRICTS,
    BORDERS,
    IN_DOMAIN,
    DEPLOYED_IN,
    SIGNALLED,
    TRANSFERRED_TO,
    MEASURED_BY,
    ASSERTED_BY,
)
