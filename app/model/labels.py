"""The kinds of entity."""

from app.model.declaration import Label, Property

_NAME = Property(name="name", meaning="Its usual English name.", required=True)

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
        Property(name="region", meaning="UN M49 sub-region."),
        Property(name="languages", type="list<string>", meaning="Official languages, ISO 639 codes."),
        Property(name="aliases", type="list<string>", meaning="Other names that people type."),
        Property(name="searchNames", type="list<string>", meaning="All names and codes, folded for comparison."),
    ),
)
AGREEMENT = Label(
    name="Agreement",
    file="agreements",
    meaning="A treaty or other instrument, bilateral or multilateral.",
    properties=(
        _NAME,
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
            ),
        ),
        Property(name="shortName", meaning="What people call it."),
        Property(name="signedOn", type="date", meaning="Day of signature."),
        Property(name="place", meaning="Place of signature."),
        Property(name="depositary", meaning="Who keeps it."),
        Property(name="objectives", type="list<string>", meaning="What it is for."),
        Property(name="cowId", type="integer", meaning="Number in COW Formal Alliances 4.1."),
        Property(name="atopId", type="integer", meaning="Number in ATOP 5.1."),
    ),
)
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
        Property(name="marking", type="integer", meaning="Marking of the source's own existence.", required=True),
        Property(name="releasableTo", type="list<string>", meaning="Nations that may know of it; absent: no limit."),
    ),
)
LABELS = (NATION, AGREEMENT, SOURCE)
