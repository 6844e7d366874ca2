"""The seed's confidence-building and transparency measures."""

from datetime import date

import pytest

from tests.seed.themes import SEED, Theme, days, read
from tests.seed.together import (
    assert_everybody_met_somebody,
    assert_participants_stay_within,
    engagements,
    in_role,
    participants,
    series_of,
)

THEME = Theme("confidence_building")
DIALOGUES = Theme("dialogues")

# Agreements of other themes that were signed at an engagement of this one.
SIGNED_AT = {
    "incsea-signature-1972": "us-soviet-incidents-at-sea",
    "dangerous-military-activities-1989": "dangerous-military-activities",
    "launch-notification-1988": "ballistic-missile-launch-notification",
    "mmca-signature-1998": "us-china-military-maritime-consultation",
    "cues-2014": "cues",
    "lahore-declaration-1999": "lahore-declaration",
    "india-pakistan-exercise-notice-1991": "india-pakistan-advance-notice-of-exercises",
    "india-pakistan-missile-test-notice-2005": "india-pakistan-missile-pre-notification",
    "india-pakistan-nuclear-accidents-2007": "india-pakistan-nuclear-accidents",
    "china-india-border-measures-1993": "india-china-bpta-1993",
    "china-india-border-measures-1996": "india-china-cbm-1996",
    "china-india-border-measures-2005": "india-china-protocol-2005",
    "china-india-border-measures-2013": "india-china-bdca-2013",
    "shanghai-agreement-1996": "shanghai-confidence-building-1996",
    "moscow-force-reduction-agreement-1997": "shanghai-force-reductions-1997",
    "korea-military-agreement-2018": "panmunjom-military-agreement-2018",
}
SUMMITS = {
    "nato-strategic-concept-1991": "nato-summit-1991-11-rome",
    "nato-strategic-concept-1999": "nato-summit-1999-04-washington",
    "nato-strategic-concept-2010": "nato-summit-2010-11-lisbon",
    "nato-strategic-concept-2022": "nato-summit-2022-06-madrid",
}
PUBLISHED = {
    "china-defence-white-papers": [1998, 2000, 2002, 2004, 2006, 2009, 2011, 2013, 2015, 2019],
    "russian-military-doctrines": [1993, 2000, 2010, 2014],
    "us-nuclear-posture-reviews": [1994, 2002, 2010, 2018, 2022],
    "us-national-security-strategies": [2002, 2006, 2010, 2015, 2017, 2022],
    "nato-strategic-concepts": [1991, 1999, 2010, 2022],
    "japan-national-security-strategies": [2013, 2022],
    "japan-defense-program-guidelines": [1976, 1995, 2004, 2010, 2013, 2018],
    "german-defence-white-papers": [1969, 1970, 1979, 1983, 1985, 1994, 2006, 2016],
    "french-defence-white-papers": [1972, 1994, 2008, 2013, 2017, 2022],
    "uk-defence-reviews": [1998, 2010, 2015, 2021, 2023, 2025],
    "australian-defence-white-papers": [1976, 1987, 1994, 2000, 2009, 2013, 2016, 2020, 2023, 2024],
    "vietnamese-defence-white-papers": [1998, 2004, 2009, 2019],
    "korean-defence-white-papers": [2019, 2021, 2023],
}


def test_participants_stay_within_their_measure() -> None:
    assert_participants_stay_within(THEME)


def test_there_are_enough_measures_of_both_kinds() -> None:
    assert {row["kind"] for row in engagements(THEME).values()} == {
        "confidence_building_measure",
        "transparency_measure",
    }
    assert len(engagements(THEME, "confidence_building_measure")) >= 60
    assert len(engagements(THEME, "transparency_measure")) >= 80
    assert all(row["valid_to"] for row in engagements(THEME).values())


def test_only_those_who_publish_are_alone() -> None:
    alone = {key for key, roles in participants(THEME).items() if len(roles) == 1}
    assert_everybody_met_somebody(THEME, but=alone)
    assert alone <= set(engagements(THEME, "transparency_measure"))
    assert all(in_role(THEME, key, "lead") for key in alone)


@pytest.mark.parametrize("engagement", SIGNED_AT)
def test_an_agreement_was_signed_on_the_day_that_it_bears(engagement: str) -> None:
    signed = {
        row["signed_on"]
        for path in SEED.glob("*/agreements.csv")
        for row in read(path)
        if row["key"] == SIGNED_AT[engagement]
    }
    assert signed == {engagements(THEME)[engagement]["valid_from"]}


def test_lists_of_nuclear_installations_have_been_exchanged_every_new_year() -> None:
    held = series_of(THEME)["india-pakistan-nuclear-lists"]
    assert [days(engagements(THEME)[key]) for key in held] == [
        (date(year, 1, 1), date(year, 1, 1)) for year in range(1992, 2026)
    ]
    assert all(set(participants(THEME)[key]) == {"IND", "PAK"} for key in held)
    # The ministry of external affairs called these the 31st, the 33rd and the 34th in a row.
    for year, ordinal in ((2022, "31st"), (2024, "33rd"), (2025, "34th")):
        assert engagements(THEME)[f"india-pakistan-nuclear-list-{year}"]["source_row"].startswith(ordinal)


def test_thirty_five_states_met_in_helsinki_and_in_stockholm() -> None:
    helsinki, stockholm = participants(THEME)["helsinki-final-act-1975"], participants(THEME)["stockholm-document-1986"]
    assert len(helsinki) == 35
    assert set(helsinki) == set(stockholm)
    assert {"DDR", "DEU", "CSK", "YUG", "RUS", "VAT"} <= set(helsinki)
    assert in_role(THEME, "helsinki-final-act-1975", "host") == {"FIN"}
    assert in_role(THEME, "stockholm-document-1986", "host") == {"SWE"}


def test_twenty_one_navies_agreed_how_to_meet_at_sea() -> None:
    assert len(participants(THEME)["cues-2014"]) == 21
    assert in_role(THEME, "cues-2014", "host") == {"CHN"}


@pytest.mark.parametrize("concept", SUMMITS)
def test_strategic_concepts_were_adopted_at_summits(concept: str) -> None:
    assert days(engagements(THEME)[concept]) == days(engagements(DIALOGUES)[SUMMITS[concept]])
    assert in_role(THEME, concept, "host") <= in_role(DIALOGUES, SUMMITS[concept], "host")


@pytest.mark.parametrize("series", PUBLISHED)
def test_doctrines_and_white_papers_appeared_in_these_years(series: str) -> None:
    assert [days(engagements(THEME)[key])[0].year for key in series_of(THEME)[series]] == PUBLISHED[series]


@pytest.mark.parametrize(
    ("engagement", "day"),
    [
        ("hotline-us-soviet-1963", "1963-08-30"),
        ("abacc-1991", "1991-07-18"),
        ("detargeting-us-russia-1994", "1994-01-14"),
        ("hague-code-of-conduct-2002", "2002-11-25"),
        ("us-nuclear-posture-review-2018", "2018-02-02"),
        ("japan-national-security-strategy-2022", "2022-12-16"),
        ("russian-nuclear-deterrence-2024", "2024-11-19"),
        ("eu-strategic-compass-2022", "2022-03-21"),
        ("india-pakistan-dgmo-statement-2021", "2021-02-25"),
        ("p5-joint-statement-2022", "2022-01-03"),
    ],
)
def test_well_known_days(engagement: str, day: str) -> None:
    assert engagements(THEME)[engagement]["valid_from"] == day


def test_a_rhythm_is_given_only_where_all_that_was_held_is_told_or_nothing_is() -> None:
    # A lapse is seen from the latest that was held: a rhythm without the later ones would tell of one that is not.
    rhythmic = {row["key"] for row in THEME.rows("engagement_series") if row["cadence_months"]}
    assert rhythmic & set(series_of(THEME)) == {"india-pakistan-nuclear-lists"}
