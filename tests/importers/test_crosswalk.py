"""Which nation, body or series a dataset means, on a day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk, crosswalk_of
from app.importers.datasets.coding import nation_named
from app.record.time import valid_time

UNUSED = dict.fromkeys(("iso2", "iso3", "cowCode", "gwCode", "fips"))


def nation(key: str, names: list[str], first: str, last: str | None) -> dict[str, Any]:
    return UNUSED | {
        "key": key,
        "searchNames": names,
        "validFrom": date.fromisoformat(first),
        "validTo": date.fromisoformat(last) if last else None,
    }


def body(key: str, name: str, short_name: str | None, first: str) -> dict[str, Any]:
    return {
        "key": key,
        "cowIgo": None,
        "name": name,
        "shortName": short_name,
        "validFrom": date.fromisoformat(first),
        "validTo": None,
    }


def series(key: str, names: list[str], first: str, last: str | None) -> dict[str, Any]:
    named = nation(key, [], first, last)
    return {"key": key, "mmeNames": names, "validFrom": named["validFrom"], "validTo": named["validTo"]}


@pytest.fixture
def known() -> Crosswalk:
    """Made-up nations: Ostland, called Ruritania from 1970 on; Norland, of two states; Sudland, a colony until 1960."""
    return crosswalk_of(
        nations=[
            nation("OST", ["ostland"], "1900-01-01", "1969-12-31"),
            nation("OST", ["ruritania"], "1970-01-01", None),
            nation("NOA", ["norland"], "1900-01-01", "1950-06-30"),
            nation("NOB", ["norland"], "1960-01-01", None),
            nation("SUD", ["sudland"], "1960-05-20", None),
        ],
        agreements=[],
        organizations=[
            body("pact", "The Pact", "Pact", "1955-05-14"),
            body("other-pact", "The Other Pact", "Pact", "1990-01-01"),
            body("ost", "Ostland", None, "1900-01-01"),
        ],
        engagements=[{"key": "lance-1993", "mmeId": "mme1-1993"}],
        series=[
            series("lance-old", ["Lance"], "1960-01-01", "1969-12-31"),
            series("lance", ["Lance", "Lanze"], "1980-01-01", None),
        ],
    )


@pytest.mark.parametrize(
    ("name", "on", "key"),
    [
        ("Ruritania", "1980-01-01", "OST"),
        ("Ruritania", "1950-01-01", "OST"),  # the name of another time, of a nation that was there
        ("norland", "1940-01-01", "NOA"),
        ("norland", "1970-01-01", "NOB"),
        ("Südland", "1960-05-20", "SUD"),
    ],
)
def test_a_name_means_a_nation_that_was_there(known: Crosswalk, name: str, on: str, key: str) -> None:
    assert known.named(name, on=date.fromisoformat(on)) == key


@pytest.mark.parametrize(
    ("name", "on", "means"),
    [
        ("Sudland", "1960-05-19", "SUD (from 1960-05-20 to today)"),
        ("Norland", "1955-01-01", "NOA (from 1900-01-01 to 1950-06-30) or NOB (from 1960-01-01 to today)"),
        ("Ostland", "1899-12-31", "OST (from 1900-01-01 to today)"),
    ],
)
def test_a_nation_that_was_not_there_is_refused_with_its_days(known: Crosswalk, name: str, on: str, means: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        known.named(name, on=date.fromisoformat(on))
    assert refused.value.detail.startswith(f"{name!r} is no nation on {on}: it means {means}. A row of `nations`")


def test_what_the_land_was_before_lets_it_resolve(known: Crosswalk) -> None:
    colony = replace(known.names["sud"][0], valid_from=date(1900, 1, 1), valid_to=date(1960, 5, 19))
    then = replace(known, names={**known.names, "sud": (colony, *known.names["sud"])})
    assert then.named("Sudland", on=date(1950, 1, 1)) == "SUD"


def test_a_year_is_wide_enough_for_a_nation_that_began_in_it(known: Crosswalk) -> None:
    assert nation_named(known, "Sudland", valid_time("1960", "1960")) == "SUD"
    with pytest.raises(InvalidInput, match="is no nation on 1959-12-31"):
        nation_named(known, "Sudland", valid_time("1959", "1959"))
    with pytest.raises(InvalidInput, match="is no nation on 1960-01-01"):
        nation_named(known, "Sudland", valid_time("1960-01-01", "1960"))


def test_a_participant_is_a_nation_or_else_a_body(known: Crosswalk) -> None:
    assert known.participant("the pact", on=date(1960, 1, 1)) == "pact"
    assert known.participant("PACT", on=date(1960, 1, 1)) == "pact"
    assert known.participant("Ostland", on=date(1960, 1, 1)) == "OST"
    for name, on in (("the pact", date(1955, 5, 13)), ("Pact", date(1990, 1, 1))):  # not yet there; two of them
        with pytest.raises(InvalidInput, match="No nation is known as"):
            known.participant(name, on=on)


def test_a_series_is_known_by_its_names_while_it_runs(known: Crosswalk) -> None:
    asked = ((" LANCE", 1965), ("Lanze", 1965), ("Lance", 1975), ("lanze", 1985), ("Spear", 1985))
    found = [known.series_named("mmeNames", name, on=date(year, 1, 1)) for name, year in asked]
    assert found == ["lance-old", None, None, "lance", None]
    assert known.engagements == {("mmeId", "mme1-1993"): "lance-1993"}
