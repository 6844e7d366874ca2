"""United States foreign military training: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.us_fmt import US_FMT
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, seed_crosswalk, undeclared

HEADER = "region,country,program,fiscal_year,course_title,quantity,total_cost_usd\n"
IMET = '"International Military Education And Training  (IMET), FY 00"'
KNOWN = made_up(
    {"USA": 2, "CPV": 402, "KOR": 732, "COD": 490},
    names={"Cape Verde": "CPV", "South Korea": "KOR", "Congo Kinshasa": "COD"},
)


def read(folder: Path, *lines: str) -> Reading:
    return reading_of(US_FMT, folder, HEADER + "".join(f"{line}\n" for line in lines), crosswalk=KNOWN)


def test_a_course_in_a_fiscal_year(tmp_path: Path) -> None:
    found = read(tmp_path, f"Africa,Cape Verde,{IMET},2000,DEMINING (BASIC),3,1250")
    course, trained, trainer = found.facts
    assert course.start == (
        "us-fmt-2000-cape-verde-international-military-education-and-training-imet-demining--basic-"
    )
    assert course.properties == {
        "name": "DEMINING (BASIC) (International Military Education And Training (IMET))",
        "kind": "training_course",
        "costUsd": 1250.0,
    }
    assert (course.valid.valid_from, course.valid.valid_to) == (date(1999, 10, 1), date(2000, 9, 30))
    assert [(fact.start, fact.properties) for fact in (trained, trainer)] == [
        ("CPV", {"role": "recipient", "students": 3}),
        ("USA", {"role": "organiser"}),
    ]


def test_a_course_without_numbers_was_held_and_one_without_a_price_may_be_free(tmp_path: Path) -> None:
    course, trained, _ = read(tmp_path, f"Africa,Cape Verde,{IMET},2000,SEMINAR,0,").facts
    assert "costUsd" not in course.content
    assert "students" not in trained.content
    assert read(tmp_path, f"Africa,Cape Verde,{IMET},2000,SEMINAR,4,0").facts[0].properties["costUsd"] == 0.0


def test_the_end_of_a_countrys_name_is_no_part_of_the_programme(tmp_path: Path) -> None:
    line = 'Africa,Cape Verde,"Republic Of, Africa Center for Strategic  Studies, FY 00 ",2000,SEMINAR,4,64'
    (course, *_) = read(tmp_path, line).facts
    assert course.properties["name"] == "SEMINAR (Africa Center for Strategic Studies)"


def test_two_courses_that_differ_by_a_space_stay_apart(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f"Africa,Cape Verde,{IMET},2000,ABC - DEF,1,1930",
        f"Africa,Cape Verde,{IMET},2000,ABC-DEF,1,1930",
    )
    assert len([fact for fact in found.facts if fact.label]) == 2
    assert found.rejected == ()


@pytest.mark.parametrize(("country", "key"), [("Korea", "KOR"), ("Congo (DROC)", "COD")])
def test_names_in_its_own_spelling(tmp_path: Path, country: str, key: str) -> None:
    assert read(tmp_path, f"Anywhere,{country},{IMET},2000,SEMINAR,1,1").facts[1].start == key


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            f"Africa,Cap Verde,{IMET},2000,SEMINAR,1,1",
            "No nation is known as 'Cap Verde'. Did you mean 'cape verde' (CPV)?",
        ),
        (
            "Africa,Cape Verde,Exchanges,2000,SEMINAR,1,1",
            "program: 'Exchanges' does not end with its fiscal year.",
        ),
        (f"Africa,Cape Verde,{IMET},2000,SEMINAR,some,1", "quantity: 'some' is not a whole number."),
        (f"Africa,Cape Verde,{IMET},,SEMINAR,1,1", "fiscal_year: '' is not a whole number."),
    ],
)
def test_a_row_that_is_wrong_is_rejected(tmp_path: Path, line: str, reason: str) -> None:
    found = read(tmp_path, line)
    assert (found.facts, found.rejected) == ((), ((2, reason),))


def test_the_real_file(data_folder: Path) -> None:
    path = data_folder / "us-fmt-1999-2000" / "fmt_1999_2000_afr_eap_sa.csv"
    found = reading(US_FMT, path, seed_crosswalk())
    assert found.rows == 2591
    assert found.rejected == ()
    assert found.tally == {"countries": 74, "courses": 597}
    courses = [fact for fact in found.facts if fact.label]
    assert len({fact.start for fact in courses}) == 2591
    assert sum("costUsd" not in fact.content for fact in courses) == 9
    assert len(found.of("PARTICIPATED_IN")) == 2 * 2591
    assert undeclared(found.facts) == set()
