"""The seed's wars and disputes against COW's list of inter-state wars and the strategic rivalries."""

from collections import defaultdict
from itertools import product
from pathlib import Path

from tests.seed.plain import Row, cow_codes, dataset_rows, days, seed_rows, widened

LAST_WAR_YEAR = 2003
LAST_RIVALRY_YEAR = 2010

# Rows that the seed takes from the militarised disputes, and the war of COW's other list that each holds.
WARS = {
    "mid-3630": "Falkland Islands", "mid-4258": "Badme Border", "mid-4007": "Kargil War",
    "mid-3007": "Sino-Vietnamese Punitive", "mid-4013": "Cenepa Valley", "mid-1206": "Football War",
    "mid-3635": "War over the Aouzou Strip", "mid-2115": "Iran-Iraq", "mid-1293": "Turco-Cypriot", "mid-199": "Assam",
    "mid-1447": "Bangladesh", "mid-2141": "Ugandian-Tanzanian",
}  # fmt: skip
# The war's last day by one list, when the other ends the dispute earlier.
ENDS_EARLIER = {
    "mid-3007": "the dispute ends on 15 March 1979, the war one day later",
    "mid-3630": "the surrender was on 14 June 1982; the war list counts the next day",
}
# In both lists, but the larger dispute is no war in the first: COW counts deaths otherwise in the two.
NO_WAR_IN_THE_DISPUTES = {"mid-4013", "mid-3635"}

FISHERIES = "a quarrel over fishing or a strait between allies"
SMALL = "a claim that never became a rivalry"
NOT_RIVALS: dict[str, str] = {
    **dict.fromkeys(("mid-2865", "mid-354", "mid-619", "northwest-passage"), FISHERIES),
    **dict.fromkeys(
        (
            "abu-musa-and-tunbs", "gibraltar", "hans-island", "ligitan-and-sipadan", "mid-4352",
            "nicaragua-colombia-maritime", "peru-chile-maritime", "sabah", "shebaa-farms", "timor-sea", "mid-4121",
        ),
        SMALL,
    ),
    **dict.fromkeys(("mid-4588", "thailand-cambodia-border"), "the rivalry of Cambodia and Thailand ended in 1987"),
    **dict.fromkeys(("abkhazia-and-south-ossetia", "mid-4436"), "the list has no rivalry of Georgia and Russia"),
    "liancourt-rocks": "the list has no rivalry of Japan and Korea after 1945",
    "occupied-palestinian-territory": "Palestine is no state of the list",
    "status-of-kosovo": "Kosovo became a state of the list in 2008",
}  # fmt: skip


def opposed(dispute: str) -> set[tuple[str, str]]:
    """Every two nations on different sides."""
    sides: dict[str, set[str]] = defaultdict(set)
    for row in seed_rows("disputes", "disputes_of"):
        if row["dispute"] == dispute:
            sides[row["side"]].add(row["nation"])
    return {pair for one in sides for other in sides if one < other for pair in product(sides[one], sides[other])}


def moment(row: Row, prefix: str, *, last: bool) -> str:
    """The first or last day of a war for one state, as sortable text; days that are not known do not count."""
    year, month, day = (int(row[f"{prefix}{part}1"]) for part in ("Year", "Month", "Day"))
    text = f"{year:04}-{month:02}-{day:02}" if day > 0 else f"{year:04}-{month:02}"
    return widened(text)[last].isoformat()


def test_wars_are_those_of_the_war_list(data_folder: Path) -> None:
    """The same opponents, and the whole war within the dispute."""
    fought: dict[str, list[Row]] = defaultdict(list)
    for row in dataset_rows(data_folder / "cow-war" / "Inter-StateWarData_v4.0.csv", "latin-1"):
        fought[row["WarName"].strip()].append(row)
    disputes = {row["key"]: row for row in seed_rows("disputes", "disputes")}
    ends_earlier = set()
    for key, name in WARS.items():
        rows = fought[name]
        year = int(rows[0]["StartYear1"])
        sides = {number: {row["ccode"] for row in rows if row["Side"] == number} for number in ("1", "2")}
        assert any(
            (cow_codes(one, year) & sides["1"] and cow_codes(other, year) & sides["2"])
            or (cow_codes(one, year) & sides["2"] and cow_codes(other, year) & sides["1"])
            for one, other in opposed(key)
        ), key
        first, last = (day.isoformat() for day in days(disputes[key]))
        assert first <= min(moment(row, "Start", last=False) for row in rows), key
        if last < max(moment(row, "End", last=True) for row in rows):
            ends_earlier.add(key)
    assert ends_earlier == set(ENDS_EARLIER)


def test_every_early_war_is_on_the_war_list() -> None:
    """What the seed calls a war and COW could have listed is listed, and the reverse but for two."""
    early = {
        row["key"]
        for row in seed_rows("disputes", "disputes")
        if row["kind"] == "war" and days(row)[0].year <= LAST_WAR_YEAR
    }
    assert set(WARS) - early == NO_WAR_IN_THE_DISPUTES
    assert early <= set(WARS)


def test_most_disputes_are_between_rivals(data_folder: Path) -> None:
    """Most disputes about land, sea or recognition are between strategic rivals; the others are named."""
    rivals = [
        ({str(int(float(row["ccode1"]))), str(int(float(row["ccode2"])))}, float(row["styear"]), float(row["endyear"]))
        for row in dataset_rows(data_folder / "rivalries" / "td_rivalries.csv")
    ]
    kinds = {"territorial", "maritime", "war", "armed_dispute", "recognition"}
    compared, without = 0, set()
    for row in seed_rows("disputes", "disputes"):
        first, last = days(row)
        if row["kind"] not in kinds or first.year > LAST_RIVALRY_YEAR:
            continue
        compared += 1
        if not any(
            cow_codes(one, first.year) & pair and cow_codes(other, first.year) & pair
            for one, other in opposed(row["key"])
            for pair, begun, ended in rivals
            if begun <= last.year and ended >= first.year
        ):
            without.add(row["key"])
    assert compared >= 60
    assert without == set(NOT_RIVALS)
