"""The seed's standards against the extract of NATO's list: no edition that the list supersedes, and titles alike."""

import re
from pathlib import Path

from tests.seed.plain import dataset_rows, seed_rows, widened

NUMBER = re.compile(r"STANAG (?:\(RD\) )?(\d+) Ed (\d+)")
# Words that a title may have or lack without being another standard's.
SMALL_WORDS = {
    "a", "and", "for", "in", "nato", "of", "on", "part", "standard", "system", "systems", "technical", "the", "to",
}  # fmt: skip


def words(title: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", title.lower())) - SMALL_WORDS


def listed(folder: Path, *, drafts: bool = True) -> list[tuple[str, int, str, str]]:
    """Key, edition, title and date of each line."""
    found = []
    for row in dataset_rows(folder / "nato-stanag-nisp" / "stanag_standards.csv"):
        if not drafts and "(RD)" in row["pubnum"]:
            continue
        numbers = NUMBER.match(row["pubnum"])
        assert numbers is not None, row
        found.append((f"stanag-{numbers[1]}", int(numbers[2]), row["title"], row["date"]))
    return found


def test_no_edition_is_older_than_the_list(data_folder: Path) -> None:
    """Editions without a date and ratification drafts, RD, are not in force and supersede nothing."""
    editions: dict[str, int] = {}
    for row in seed_rows("interoperability", "standards"):
        if row["edition"].isdigit():
            editions[row["key"]] = max(editions.get(row["key"], 0), int(row["edition"]))
    known = [line for line in listed(data_folder, drafts=False) if line[0] in editions and line[3]]
    assert len({key for key, *_ in known}) >= 50
    assert {key for key, edition, _, _ in known if edition > editions[key]} == set()


def test_titles_are_the_lists_whatever_the_source_of_the_row(data_folder: Path) -> None:
    """Each number of the list that the seed has bears a title that shares half of its words with the list's."""
    titles: dict[str, list[set[str]]] = {}
    for key, _, title, _ in listed(data_folder):
        titles.setdefault(key, []).append(words(title))
    compared = 0
    for row in seed_rows("interoperability", "standards"):
        if row["key"] in titles:
            compared += 1
            ours = words(row["name"])
            assert any(2 * len(ours & theirs) >= min(len(ours), len(theirs)) for theirs in titles[row["key"]]), row
    assert compared >= 50


def test_an_edition_has_the_day_that_the_list_gives_it(data_folder: Path) -> None:
    """The same edition of the same number: the day of one of its parts, or the seed knows only the year or month."""
    days: dict[tuple[str, int], set[str]] = {}
    for key, edition, _, day in listed(data_folder):
        if day:
            days.setdefault((key, edition), set()).add(day)
    compared = 0
    for row in seed_rows("interoperability", "standards"):
        given = days.get((row["key"], int(row["edition"]))) if row["edition"].isdigit() else None
        if given:
            compared += 1
            first, last = widened(row["valid_from"])
            assert any(first.isoformat() <= day <= last.isoformat() for day in given), row
    assert compared >= 50
