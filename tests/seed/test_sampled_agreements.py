"""What each party owes under an agreement, and who the parties are, against ATOP, COW and DCAD."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from tests.seed.plain import Row, bearers, dataset_rows, seed_rows

THEMES = ("alliances", "agreements")
# The obligations that ATOP and the seed both speak of; access, training and entente are not ATOP's.
ATOP_OBLIGATIONS = {
    "defense": "defence", "offense": "offence", "neutral": "neutrality", "nonagg": "non-aggression",
    "consul": "consultation",
}  # fmt: skip

RENOUNCED = "ATOP counts the bare renouncing of force or of hostile alliances, the seed the pledge that was made"
NOT_CONSULTED = "ATOP finds a duty to consult that the article on record does not carry"
READ_IN_THE_TEXT = "the text has the parties consult; ATOP does not count it"
NO_PLEDGE = "the treaty of 1951 let American forces stay and promised nothing"
TERRITORY_OF_JAPAN = "Art. V binds Japan to meet an attack on the territory under its own administration"
RIGHT_TO_ACT = "Art. IV has the guarantors consult and leaves them free to act; it asks neither of Cyprus"

# Agreement: obligations that the seed alone has, those that ATOP alone has, and why.
OBLIGATIONS_DIFFER: dict[str, tuple[set[str], set[str], str]] = {
    "azerbaijan-turkiye-partnership-agreement": (set(), {"consultation", "non-aggression"}, RENOUNCED),
    "baghdad-pact": (set(), {"consultation"}, NOT_CONSULTED),
    "china-north-korea-treaty": ({"consultation"}, {"non-aggression"}, RENOUNCED),
    "cyprus-treaty-of-guarantee": (set(), {"consultation", "defence"}, RIGHT_TO_ACT),
    "egypt-israel-peace-treaty": ({"consultation"}, set(), READ_IN_THE_TEXT),
    "france-djibouti-defence-treaty": (set(), {"consultation"}, NOT_CONSULTED),
    "gcc-joint-defence-agreement": (set(), {"consultation", "non-aggression"}, RENOUNCED),
    "india-china-bpta-1993": ({"consultation"}, set(), READ_IN_THE_TEXT),
    "inter-korean-basic-agreement": ({"consultation"}, set(), READ_IN_THE_TEXT),
    "lombok-treaty": ({"consultation"}, {"non-aggression"}, RENOUNCED),
    "rss-treaty": (set(), {"consultation"}, NOT_CONSULTED),
    "russia-armenia-friendship-treaty": (set(), {"non-aggression"}, RENOUNCED),
    "soviet-china-alliance-treaty": ({"consultation"}, {"non-aggression"}, RENOUNCED),
    "soviet-north-korea-treaty": ({"consultation"}, {"non-aggression"}, RENOUNCED),
    "us-japan-mutual-security-treaty": ({"defence"}, set(), TERRITORY_OF_JAPAN),
    "us-japan-security-treaty-1951": (set(), {"consultation", "defence"}, NO_PLEDGE),
    "us-republic-of-china-mutual-defence-treaty": ({"consultation"}, set(), READ_IN_THE_TEXT),
}


def agreements(column: str) -> dict[str, Row]:
    """The agreements that name their number in a dataset, by that number."""
    return {row[column]: row for theme in THEMES for row in seed_rows(theme, "agreements") if row[column]}


def obligations(agreement: str) -> dict[str, set[str]]:
    """What each party ever owed, as far as it is known."""
    owed: dict[str, set[str]] = defaultdict(set)
    for theme in THEMES:
        for row in seed_rows(theme, "party_to"):
            if row["agreement"] == agreement:
                owed[row["nation"]] |= set(row["obligations"].split("|")) - {""}
                owed[row["nation"]] |= {f"?{unknown}" for unknown in row["obligations_unknown"].split("|") if unknown}
    return owed


def atop_obligations(folder: Path, number: str) -> dict[str, set[str]]:
    owed: dict[str, set[str]] = defaultdict(set)
    for row in dataset_rows(folder / "atop" / "atop5_1m.csv", "latin-1"):
        if row["atopid"] == number:
            for nation in bearers(row["member"], int(row["yrent"])):
                owed[nation] |= {name for column, name in ATOP_OBLIGATIONS.items() if row[column] == "1"}
    return owed


def test_obligations_are_those_of_atop(data_folder: Path) -> None:
    compared, differing = 0, {}
    for number, row in agreements("atop_id").items():
        ours, theirs = obligations(row["key"]), atop_obligations(data_folder, number)
        alone: set[str] = set()
        missing: set[str] = set()
        for nation in ours.keys() & theirs.keys():
            compared += 1
            known = ours[nation] & set(ATOP_OBLIGATIONS.values())
            unsettled = {name.removeprefix("?") for name in ours[nation] if name.startswith("?")}
            alone |= known - theirs[nation]
            missing |= theirs[nation] - known - unsettled
        if alone or missing:
            differing[row["key"]] = (alone, missing)
    assert compared >= 150
    assert differing == {key: (alone, missing) for key, (alone, missing, _) in OBLIGATIONS_DIFFER.items()}


def test_parties_of_defence_cooperation_agreements_are_those_of_dcad(data_folder: Path) -> None:
    """Number for number: the two parties, and the day of signature."""
    listed = {
        str(int(row["DCAid"].rpartition("-")[2])): row
        for row in dataset_rows(data_folder / "dcad" / "DCAD-v1.0-main_open70.csv")
    }
    compared = agreements("dcad_id")
    assert len(compared) >= 17
    for number, row in compared.items():
        reference = listed[number]
        year = int(reference["signYear"])
        parties = bearers(reference["ccode1"], year) | bearers(reference["ccode2"], year)
        assert set(obligations(row["key"])) == parties, row["key"]
        if len(row["signed_on"]) == 10 and reference["signDay"]:
            signed = date(year, int(reference["signMonth"]), int(reference["signDay"]))
            assert date.fromisoformat(row["signed_on"]) == signed, row["key"]


# The same pair signed something else on that day: a memorandum on defence industry.
SAME_DAY_BUT_ANOTHER = {"us-korea-mlsa"}


def test_agreements_of_the_same_pair_and_days_name_their_number_in_dcad(data_folder: Path) -> None:
    """Whatever DCAD signs and puts into force on the very days of an agreement of ours is that agreement."""
    unnamed = set()
    listed = dataset_rows(data_folder / "dcad" / "DCAD-v1.0-main_open70.csv")
    for theme in THEMES:
        for row in seed_rows(theme, "agreements"):
            if row["dcad_id"] or len(row["signed_on"]) != 10 or not "1980" <= row["signed_on"] < "2011":
                continue
            signed = date.fromisoformat(row["signed_on"])
            parties = frozenset(obligations(row["key"]))
            for reference in listed:
                given = (reference["signYear"], reference["signMonth"], reference["signDay"])
                if given == (str(signed.year), str(signed.month), str(signed.day)):
                    codes = (reference["ccode1"], reference["ccode2"])
                    if parties == bearers(codes[0], signed.year) | bearers(codes[1], signed.year):
                        unnamed.add(row["key"])
    assert unnamed == SAME_DAY_BUT_ANOTHER
