"""Joint Military Exercises: made-up rows in the layout that is known of its public file."""

from datetime import date
from pathlib import Path

from app.importers.datasets.jme_exercises import JME_EXERCISES
from app.record.time import Precision
from tests.importers.crosswalks import Reading, made_up, reading_of, undeclared

HEADER = "xID\tcountryCode\tcountryName\tstartYear\tstartMonth\tstartDay\tendYear\tendMonth\tendDay\n"
KNOWN = made_up({"USA": 2, "KOR": 732})


def read(folder: Path, *lines: str) -> Reading:
    text = HEADER + "".join(f"{line}\n" for line in lines)
    return reading_of(JME_EXERCISES, folder, text.replace("|", "\t"), crosswalk=KNOWN)


def test_rows_of_one_exercise_are_one_engagement(tmp_path: Path) -> None:
    found = read(tmp_path, "801|2|United States|1984|3|5|1984|3|20", "801|732|South Korea|1984|3|5|1984|3|20")
    (exercise,) = (fact for fact in found.facts if fact.label == "Engagement")
    assert (exercise.start, exercise.properties["kind"]) == ("jme-801", "joint_exercise")
    assert (exercise.valid.valid_from, exercise.valid.valid_to) == (date(1984, 3, 5), date(1984, 3, 20))
    assert [(fact.start, fact.end) for fact in found.of("PARTICIPATED_IN")] == [("USA", "jme-801"), ("KOR", "jme-801")]
    assert found.tally == {"exercises": 1, "participations": 2}
    assert undeclared(found.facts) == set()


def test_without_its_end_an_exercise_lies_within_the_month_or_year_of_its_start(tmp_path: Path) -> None:
    (exercise, _) = read(tmp_path, "802|2|United States|1984|3|NA|NA|NA|NA").facts
    assert (exercise.valid.valid_from, exercise.valid.valid_to) == (date(1984, 3, 1), date(1984, 3, 31))
    (exercise, _) = read(tmp_path, "802|2|United States|1984|-9||||").facts
    assert (exercise.valid.from_precision, exercise.valid.valid_to) == (Precision.YEAR, date(1984, 12, 31))


def test_columns_beyond_the_known_ones_may_be_missing(tmp_path: Path) -> None:
    text = "xID\tstartYear\tstartMonth\tcountryCode\tcountryName\n803\t1984\t3\t2\tUnited States\n"
    (exercise, _) = reading_of(JME_EXERCISES, tmp_path, text, crosswalk=KNOWN).facts
    assert exercise.valid.valid_to == date(1984, 3, 31)


def test_rows_that_disagree_about_their_exercise_and_unknown_states_are_rejected(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "804|2|United States|1984|3|5|1984|3|20",
        "804|732|South Korea|1984|3|5|1984|3|21",
        "804|999|Atlantis|1984|3|5|1984|3|20",
    )
    assert [row for row, _ in found.rejected] == [3, 4]
    assert found.rejected[0][1].startswith("It contradicts line 2")
    assert found.rejected[1][1] == "No nation holds cowCode 999 on 1984-03-05."
