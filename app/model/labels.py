"""The kinds of entity."""

from app.model.declaration import Label, Property

_NAME = Property(name="name", meaning="Its usual English name.", required=True)
_SHORT_NAME = Property(name="shortName", meaning="What people call it.")
_OBJECTIVES = Property(name="objectives", type="list<string>", meaning="What it is for.")

OBLIGATION_KINDS = (
    "defence",
    "offence",
    "neutrality",
    "non-aggression",
    "consultation",
    "entente",
    "access",
    "logistics",
    "information_sharing",
    "training",
    "procurement",
)
ENGAGEMENT_KINDS = (
    "joint_exercise",
    "staff_talks",
    "defence_dialogue",
    "strategic_consultation",
    "high_level_visit",
    "port_call",
    "informational_exchange",
    "training_course",
    "education_exchange",
    "confidence_building_measure",
    "transparency_measure",
    "forum",
    "hadr_mission",
    "peace_operation",
)
LEVELS = ("head_of_state", "minister", "chief_of_defence", "service_chief", "flag_officer", "staff", "working")
SERVICES = ("army", "navy", "air_force", "marines", "joint", "space", "cyber", "coast_guard", "gendarmerie", "medical")

NATION = Label(
    name="Nation",
    file="nations",
    meaning="A state, with dated existence. Historic states are states of their own.",
    properties=(
        _NAME,
        Property(name="officialName", meaning="Its official name in English."),
        Property(name="iso2", meaning="ISO 3166 alpha-2 code."),
        Property(name="iso3", meaning="ISO 3166 alpha-3 code."),
        Property(name="cowCode", type="integer", meaning="Correlates of War state number."),
        Property(name="gwCode", type="integer", meaning="Gleditsch–Ward state number."),
        Property(name="fips", meaning="FIPS 10-4 code."),
        Property(name="region", meaning="UN M49 sub-region."),
        Property(name="languages", type="list<string>", meaning="Official languages, ISO 639 codes."),
        Property(name="capital", meaning="Its capital or seat of government, whose position is given."),
        Property(name="latitude", type="float", meaning="Degrees north of its capital, −90 to 90."),
        Property(name="longitude", type="float", meaning="Degrees east of its capital, −180 to 180."),
        Property(name="landlocked", type="boolean", meaning="It has no sea coast."),
        Property(name="aliases", type="list<string>", meaning="Other names that people type."),
        Property(name="searchNames", type="list<string>", meaning="All names and codes, folded for comparison."),
    ),
)
ORGANIZATION = Label(
    name="Organization",
    file="organizations",
    meaning="A standing body, alliance, coalition or framework: NATO, ASEAN, the Combined Maritime Forces.",
    properties=(
        _NAME,
        _SHORT_NAME,
        Property(
            name="kind",
            meaning="What kind of body it is.",
            required=True,
            values=(
                "alliance",
                "coalition",
                "regional",
                "global",
                "intergovernmental",
                "framework",
                "headquarters",
                "agency",
            ),
        ),
        _OBJECTIVES,
        Property(name="headquarters", meaning="Where it sits."),
        Property(name="cowIgo", meaning="Short name in COW Intergovernmental Organizations 3."),
    ),
)
AGREEMENT = Label(
    name="Agreement",
    file="agreements",
    meaning="A treaty or other instrument, bilateral or multilateral.",
    properties=(
        _NAME,
        _SHORT_NAME,
        Property(
            name="kind",
            meaning="What kind of instrument it is.",
            required=True,
            values=(
                "treaty",
                "mou",
                "status_of_forces",
                "acquisition_and_cross_servicing",
                "information_security",
                "cooperation",
                "alliance",
                "arms_control",
                "access",
                "framework",
            ),
        ),
        Property(name="signedOn", type="date", meaning="Day of signature."),
        Property(name="place", meaning="Place of signature."),
        Property(name="depositary", meaning="Who keeps it."),
        _OBJECTIVES,
        Property(name="procedures", type="list<string>", meaning="How it works: bodies, steps, who decides."),
        Property(name="resourceCommitments", type="list<string>", meaning="What parties commit: money, forces, bases."),
        Property(name="cowId", type="integer", meaning="Number in COW Formal Alliances 4.1."),
        Property(name="atopId", type="integer", meaning="Number in ATOP 5.1."),
        Property(name="dcadId", type="integer", meaning="Number in DCAD 1.0."),
    ),
)
OBLIGATION = Label(
    name="Obligation",
    file="obligations",
    meaning="What an agreement binds its parties to.",
    properties=(
        _NAME,
        Property(name="kind", meaning="What kind of obligation it is.", required=True, values=OBLIGATION_KINDS),
        Property(name="article", meaning="Where the agreement says so."),
        Property(name="conditions", meaning="When, where and against whom it holds."),
    ),
)
UNIT = Label(
    name="Unit",
    file="units",
    meaning="A formation, ship class, staff or headquarters of a nation or organisation.",
    properties=(
        _NAME,
        _SHORT_NAME,
        Property(
            name="kind",
            meaning="What kind of unit it is.",
            required=True,
            values=("formation", "ship_class", "staff", "headquarters", "centre", "school"),
        ),
        Property(name="service", meaning="Its service.", values=SERVICES),
        Property(name="location", meaning="Where it sits."),
    ),
)
ATTACHE_POST = Label(
    name="AttachePost",
    file="attache_posts",
    meaning="An accredited defence attaché or liaison post. Its tenure is the time of its accreditation.",
    properties=(
        _NAME,
        Property(
            name="kind",
            meaning="What kind of post it is.",
            required=True,
            values=("defence_attache", "service_attache", "liaison_officer", "military_representative"),
        ),
        Property(name="service", meaning="Service of its holder.", values=SERVICES),
        Property(name="residence", meaning="City in which its holder lives."),
        Property(name="holder", meaning="Who holds it; absent: vacant, or not published."),
        Property(name="vacant", type="boolean", meaning="Nobody holds it."),
    ),
)
ENGAGEMENT = Label(
    name="Engagement",
    file="engagements",
    meaning="What was done together, from a port call to a peace operation. It was held while its facts are valid.",
    properties=(
        _NAME,
        Property(name="kind", meaning="What kind of engagement it is.", required=True, values=ENGAGEMENT_KINDS),
        Property(name="location", meaning="Where it was held."),
        Property(name="latitude", type="float", meaning="Degrees north, −90 to 90."),
        Property(name="longitude", type="float", meaning="Degrees east, −180 to 180."),
        Property(name="level", meaning="Highest level that took part.", values=LEVELS),
        _OBJECTIVES,
        Property(name="personnel", type="integer", meaning="People who took part, in all."),
        Property(
            name="occurrences", type="integer", meaning="How many there were in its time; absent: one, or unknown."
        ),
        Property(name="costUsd", type="float", meaning="What it cost, in US dollars of its time."),
        Property(name="outcome", meaning="What came of it."),
        Property(
            name="fields", type="list<string>", meaning="Land, sea, air, cyber and the like, as its source codes."
        ),
        Property(name="mmeId", meaning="Number and year in Multinational Military Exercises 7: mme89-1980."),
    ),
)
ENGAGEMENT_SERIES = Label(
    name="EngagementSeries",
    file="engagement_series",
    meaning="What recurs, so that a lapse can be seen: Cobra Gold, RIMPAC, ADMM-Plus.",
    properties=(
        _NAME,
        _SHORT_NAME,
        Property(name="kind", meaning="What kind of engagement recurs.", required=True, values=ENGAGEMENT_KINDS),
        Property(name="cadenceMonths", type="integer", meaning="Its own rhythm: months from one to the next."),
        _OBJECTIVES,
        Property(
            name="mmeNames", type="list<string>", meaning="What Multinational Military Exercises 7 calls the series."
        ),
    ),
)
INITIATIVE = Label(
    name="Initiative",
    file="initiatives",
    meaning="A programme with objectives and resources that engagements and agreements serve.",
    properties=(
        _NAME,
        _SHORT_NAME,
        Property(
            name="topic",
            meaning="What it is about.",
            required=True,
            values=(
                "artificial_intelligence",
                "cyber",
                "space",
                "pandemic_preparedness",
                "maritime_security",
                "counter_terrorism",
                "capacity_building",
                "peacekeeping",
                "logistics",
                "climate",
                "arms_control",
                "technology",
                "women_peace_security",
            ),
        ),
        _OBJECTIVES,
        Property(name="resources", type="list<string>", meaning="Money, people, sites."),
        Property(name="constraints", type="list<string>", meaning="What limits it: funds, law, capacity."),
    ),
)
CAPABILITY = Label(
    name="Capability",
    file="capabilities",
    meaning="What a force can do; capabilities are parts of one another.",
    properties=(
        _NAME,
        Property(
            name="area",
            meaning="Capability area.",
            required=True,
            values=("prepare", "project", "engage", "sustain", "consult_command_control", "protect", "inform"),
        ),
        Property(name="definition", meaning="What it takes to have it."),
    ),
)
STANDARD = Label(
    name="Standard",
    file="standards",
    meaning="A norm by which a force does something with others: STANAGs, allied publications, and the like.",
    properties=(
        _NAME,
        Property(name="designation", meaning="STANAG 2116, AJP-3, ISO 9001.", required=True),
        Property(name="edition", meaning="Which edition."),
        Property(name="body", meaning="Who issues it."),
        Property(
            name="field",
            meaning="What it is about.",
            values=(
                "communications",
                "command_and_control",
                "logistics",
                "ammunition",
                "medical",
                "procedures",
                "doctrine",
                "information_security",
                "geospatial",
                "air_operations",
                "maritime",
                "land",
                "cbrn",
                "terminology",
                "identification",
                "other",
            ),
        ),
        Property(name="status", meaning="Current, superseded, cancelled, emerging, or as its source says."),
    ),
)
REQUIREMENT = Label(
    name="Requirement",
    file="requirements",
    meaning="What a kind of mission or exercise needs: capabilities and standards, weighted.",
    properties=(
        _NAME,
        Property(name="mission", meaning="The kind of mission.", required=True),
        Property(name="definition", meaning="What the mission is."),
    ),
)
DISPUTE = Label(
    name="Dispute",
    file="disputes",
    meaning="What stands between nations.",
    properties=(
        _NAME,
        Property(
            name="kind",
            meaning="What kind of dispute it is.",
            required=True,
            values=("territorial", "maritime", "sanctions", "armed_dispute", "political", "recognition", "war"),
        ),
        Property(name="subject", meaning="What it is about."),
        Property(name="hostility", type="integer", meaning="Highest hostility, 1 none to 5 war (COW MID)."),
        Property(name="outcome", meaning="How it ended."),
    ),
)
INFORMATION_BARRIER = Label(
    name="InformationBarrier",
    file="information_barriers",
    meaning="A legal or bureaucratic limit on sharing.",
    properties=(
        _NAME,
        Property(
            name="kind",
            meaning="What kind of barrier it is.",
            required=True,
            values=("legal", "bureaucratic", "technical", "classification", "policy"),
        ),
        Property(name="rule", meaning="The law, rule or practice.", required=True),
        Property(name="remedy", meaning="What lifts it."),
    ),
)
DOMAIN = Label(name="Domain", file="domains", meaning="Land, maritime, air, cyber, space …", properties=(_NAME,))
SOURCE = Label(
    name="Source",
    file="sources",
    meaning="A dataset, document or reporter that facts come from.",
    properties=(
        Property(name="title", meaning="Its title.", required=True),
        Property(name="publisher", meaning="Who publishes it."),
        Property(name="version", meaning="Which version was used."),
        Property(name="url", meaning="Where the public finds it."),
        Property(name="licence", meaning="Terms of use."),
        Property(name="reliability", meaning="Its grade in general, A to F.", required=True),
        Property(
            name="obligationsCoded",
            type="list<string>",
            meaning="It lists every party of each agreement that it describes, and these kinds of obligation of each: "
            "what it does not list, it denies. Absent: it denies nothing.",
            values=OBLIGATION_KINDS,
        ),
        Property(name="marking", type="integer", meaning="Marking of the source's own existence.", required=True),
        Property(name="releasableTo", type="list<string>", meaning="Nations that may know of it; absent: no limit."),
    ),
)
LABELS = (
    NATION,
    ORGANIZATION,
    AGREEMENT,
    OBLIGATION,
    UNIT,
    ATTACHE_POST,
    ENGAGEMENT,
    ENGAGEMENT_SERIES,
    INITIATIVE,
    CAPABILITY,
    STANDARD,
    REQUIREMENT,
    DISPUTE,
    INFORMATION_BARRIER,
    DOMAIN,
    SOURCE,
)
