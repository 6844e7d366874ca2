"""The rules of the score, each stated once: what counts in which part, for how much, and why."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

FULL_SCORE = 10_000
"""A score is counted in hundredths of a point, in whole numbers, so that parts add up to it exactly: 10,000 is 100."""


class ScorePartKind(StrEnum):
    """The parts of the score."""

    STANDARDS = "standards"
    CAPABILITIES = "capabilities"
    COMMUNICATIONS = "communications"
    LOGISTICS = "logistics"
    LEGAL_BASIS = "legal_basis"
    LANGUAGE = "language"
    PRACTICE = "practice"


PART_WEIGHTS = {
    ScorePartKind.STANDARDS: 2_000,
    ScorePartKind.CAPABILITIES: 1_500,
    ScorePartKind.COMMUNICATIONS: 1_500,
    ScorePartKind.LOGISTICS: 1_000,
    ScorePartKind.LEGAL_BASIS: 1_500,
    ScorePartKind.LANGUAGE: 1_000,
    ScorePartKind.PRACTICE: 1_500,
}
"""What each part is worth of 10,000.

Allied doctrine (AJP-01) speaks of a technical, a procedural and a human dimension of interoperability. The technical
one (capabilities, communications, logistics) has 4,000, the procedural one (standards, legal basis) 3,500, and the
human one (language, practice) 2,500. The worth of a part in which nothing is required is shared out over the others.
"""

TOPIC_PARTS = {
    "communications": ScorePartKind.COMMUNICATIONS,
    "command_and_control": ScorePartKind.COMMUNICATIONS,
    "information_security": ScorePartKind.COMMUNICATIONS,
    "identification": ScorePartKind.COMMUNICATIONS,
    "consult_command_control": ScorePartKind.COMMUNICATIONS,
    "logistics": ScorePartKind.LOGISTICS,
    "ammunition": ScorePartKind.LOGISTICS,
    "medical": ScorePartKind.LOGISTICS,
    "sustain": ScorePartKind.LOGISTICS,
    "terminology": ScorePartKind.LANGUAGE,
}
"""Fields of standards and areas of capabilities that count in a part of their own.

Every other standard counts among the standards, every other capability among the capabilities. Medical standards count
with logistics because medical capabilities sustain; identification (friend or foe) with communications because it is
a signal exchanged.
"""

LANGUAGE_NEEDS = ("language-proficiency", "stanag-6001")
"""A capability and a standard (levels of proficiency) that count in the part of language, whatever their topic is."""

LANGUAGE_CAPABILITY = "language-proficiency"
"""What bridges two forces that share no official language."""


def part_of_need(key: str, kind: str, topic: str | None) -> ScorePartKind:
    """The part in which a required capability or standard counts. `kind`: `capability` or `standard`."""
    if key in LANGUAGE_NEEDS:
        return ScorePartKind.LANGUAGE
    rest = ScorePartKind.STANDARDS if kind == "standard" else ScorePartKind.CAPABILITIES
    return TOPIC_PARTS.get(topic or "", rest)


EXTENTS = {
    "full": Fraction(1),
    "partial": Fraction(1, 2),
    "limited": Fraction(1, 2),
    "planned": Fraction(0),
    "none": Fraction(0),
}
"""What a status of a standard or a level of a capability counts. What is planned cannot be used on that day."""


class LegalInstrument(StrEnum):
    """What lets two forces be in each other's land, supply each other, and tell each other what is classified."""

    STATUS_OF_FORCES = "status_of_forces"
    CROSS_SERVICING = "cross_servicing"
    INFORMATION_SECURITY = "information_security"


INSTRUMENT_NAMES = {
    LegalInstrument.STATUS_OF_FORCES: "Status of forces",
    LegalInstrument.CROSS_SERVICING: "Acquisition and cross-servicing",
    LegalInstrument.INFORMATION_SECURITY: "Security of information",
}
INSTRUMENT_KINDS = {
    LegalInstrument.STATUS_OF_FORCES: "status_of_forces",
    LegalInstrument.CROSS_SERVICING: "acquisition_and_cross_servicing",
    LegalInstrument.INFORMATION_SECURITY: "information_security",
}
"""The kind of agreement that is such an instrument."""

INSTRUMENT_OBLIGATIONS = {
    LegalInstrument.STATUS_OF_FORCES: "access",
    LegalInstrument.CROSS_SERVICING: "logistics",
    LegalInstrument.INFORMATION_SECURITY: "information_sharing",
}
"""The obligation by which an agreement of another kind does part of the work, where it binds one of the two."""

INSTRUMENT_WEIGHTS = {
    LegalInstrument.STATUS_OF_FORCES: 5,
    LegalInstrument.CROSS_SERVICING: 3,
    LegalInstrument.INFORMATION_SECURITY: 4,
}
"""From 1 useful to 5 essential, as requirements are weighted: without status nobody comes, without an exchange of what
is classified nobody plans, and supply can be bought."""

OTHER_AGREEMENT = Fraction(1, 2)
"""What an agreement of another kind counts that binds one of the two to the same thing."""

PAIR_WEIGHT = 5
"""Language and practice are weighted as essential where they share a part with something that is required."""

PRACTISING_KINDS = ("joint_exercise", "training_course", "education_exchange", "hadr_mission", "peace_operation")
"""Kinds of engagement in which forces train or do things together; talks, visits and port calls do not count."""

PRACTISING_ROLES = ("host", "lead", "participant")
"""Who watches, organises or is helped does not practise."""

IN_PRACTICE_MONTHS = 12
"""For so long a common practice counts in full: most series recur every year."""

FORGOTTEN_MONTHS = 60
"""After so long it counts nothing. Postings last two to three years: after five, hardly anybody serves who was there.
In between it counts less by an equal step for each month."""


class PracticeMatch(StrEnum):
    """How near a common engagement is to what is asked about."""

    TRAINS_IT = "trains_it"
    IN_DOMAIN = "in_domain"
    OTHER = "other"


PRACTICE_MATCHES = {
    PracticeMatch.TRAINS_IT: Fraction(1),
    PracticeMatch.IN_DOMAIN: Fraction(1, 2),
    PracticeMatch.OTHER: Fraction(1, 4),
}
"""What a common engagement counts: one that is of the asked series or requires something that is required; one whose
series belongs to a domain of what is asked about; any other."""


def practice_decay(last: date, on: date) -> Fraction:
    """What is left on a day of what was last practised on another: 1 within a year, 0 after five, monthly steps."""
    months = whole_months(last, on)
    left = Fraction(FORGOTTEN_MONTHS - months, FORGOTTEN_MONTHS - IN_PRACTICE_MONTHS)
    return min(Fraction(1), max(Fraction(0), left))


def whole_months(first: date, last: date) -> int:
    """Whole calendar months from one day to a later one: from 31 January to 28 February none has passed."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in whole parts in proportion to `weights`, adding up to it exactly.

    What is left over goes to the largest remainders, and among equal ones to the first.
    """
    if not weights:
        return []
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole), at))
    for at in remainders[: total - sum(parts)]:
        parts[at] += 1
    return parts
