"""DCAD: made-up rows in the same layout, and the real file where it is."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.datasets.dcad import DCAD
from app.record.facts import Fact
from app.record.time import Precision
from tests.importers.crosswalks import Reading, made_up, reading, reading_of, rows, seed_crosswalk, undeclared

AGREEMENT = {
    "DCAid": "DCADv1.0-9012", "ccode1": 290, "cowName1": "POL", "ccode2": 360, "cowName2": "ROM",
    "signDay": 4, "signMonth": 5, "signYear": 1995, "type": "general", "category1": "DCA",
    "terminated": 0, "endYearEstimate": 2010, "sourceType": "treaty", "source": "UNTS",
}  # fmt: skip
ENTRY = {"EIFDay": 1, "EIFMonth": 2, "EIFYear": 1996}
NATIONS = made_up({"POL": 290, "ROU": 360, "NAM": 565}, agreements={("dcadId", "9077"): "known-agreement"})


def read(folder: Path, **cells: object) -> Reading:
    return reading_of(DCAD, folder, rows(DCAD.columns, AGREEMENT | cells), crosswalk=NATIONS)


def agreement(folder: Path, **cells: object) -> Fact:
    found = read(folder, **cells)
    assert found.rejected == ()
    (fact,) = found.of("ASSERTED_BY")
    assert {party.valid for party in found.of("PARTY_TO")} == {fact.valid}
    return fact


def test_an_agreement_and_its_two_parties(tmp_path: Path) -> None:
    found = read(tmp_path, type="sector", category1="TREX", category2="PROCUREMENT", category3="RESEARCH", UNTS=12345)
    fact, *parties = found.facts
    assert (fact.start, fact.content["dcadId"]) == ("dcad-9012", 9012)
    assert fact.content["name"] == (
        "Sectoral agreement of 1995 between POL and ROM: training, exercises and exchange (DCAD 9012)"
    )
    assert fact.content["objectives"] == [
        "training, exercises and exchange", "procurement", "research and development",
    ]  # fmt: skip
    assert fact.content["sourceRow"] == "DCADv1.0-9012, rests on UNTS, UNTS 12345"
    assert {(party.start, party.end) for party in parties} == {("POL", "dcad-9012"), ("ROU", "dcad-9012")}
    assert {party.properties["obligations"] for party in parties} == {("training", "procurement")}


def test_an_agreement_that_is_known_shares_its_key(tmp_path: Path) -> None:
    assert agreement(tmp_path, DCAid="DCADv1.0-9077").start == "known-agreement"


def test_it_counts_from_entry_into_force_or_else_from_signature(tmp_path: Path) -> None:
    signed = agreement(tmp_path)
    assert (signed.valid.valid_from, signed.content["signedOn"]) == (date(1995, 5, 4), date(1995, 5, 4))
    entered = agreement(tmp_path, **ENTRY)
    assert (entered.valid.valid_from, entered.content["signedOn"]) == (date(1996, 2, 1), date(1995, 5, 4))


@pytest.mark.parametrize(
    ("cells", "first", "precision"),
    [
        ({"signDay": ""}, date(1995, 5, 1), Precision.MONTH),
        ({"signDay": "", "signMonth": ""}, date(1995, 1, 1), Precision.YEAR),
        ({"EIFYear": 1996}, date(1996, 1, 1), Precision.YEAR),
    ],
)
def test_a_blank_in_a_date_widens_it(
    tmp_path: Path, cells: dict[str, object], first: date, precision: Precision
) -> None:
    fact = agreement(tmp_path, **cells)
    assert (fact.valid.valid_from, fact.valid.from_precision) == (first, precision)
    assert ("signedOn" in fact.content) == ("EIFYear" in cells)


@pytest.mark.parametrize(
    ("cells", "last", "end_unknown", "attested_until"),
    [
        ({"terminated": 0}, None, True, date(2010, 12, 31)),
        ({"terminated": 0, "EIFYear": 2012}, None, True, None),
        # Terminated: the duration counts from signature, and is not cut off at 2010 as the estimate is.
        ({"terminated": 1, "durationActual": 17}, date(2012, 12, 31), False, None),
        ({"terminated": -88}, None, True, date(2010, 12, 31)),
        ({"terminated": -99, "endYearEstimate": 2001}, date(2001, 12, 31), True, None),
    ],
)
def test_an_end_is_known_or_estimated_or_open(
    tmp_path: Path, cells: dict[str, object], last: date | None, end_unknown: bool, attested_until: date | None
) -> None:
    fact = agreement(tmp_path, **cells)
    assert (fact.valid.valid_to, fact.valid.end_unknown) == (last, end_unknown)
    assert fact.content.get("attestedUntil") == attested_until


@pytest.mark.parametrize(
    ("cells", "credibility"),
    [
        ({}, 2),
        ({"sourceType": "factiva", "factivaSign": 1}, 3),
        ({"sourceType": "factiva", "factivaSign": -99}, 3),
        ({"sourceType": "factiva", "factivaSign": 0}, 4),
    ],
)
def test_news_reports_are_less_credible_than_treaties(
    tmp_path: Path, cells: dict[str, object], credibility: int
) -> None:
    assert {fact.content["credibility"] for fact in read(tmp_path, **cells).facts} == {credibility}


def test_an_unknown_party_leaves_the_other(tmp_path: Path) -> None:
    found = read(tmp_path, ccode2=999, cowName2="XXX")
    assert [fact.start for fact in found.of("PARTY_TO")] == ["POL"]
    assert found.rejected == ((2, "DCADv1.0-9012, XXX: No nation holds cowCode 999 on 1995-05-04."),)


def test_namibia_is_no_missing_value(tmp_path: Path) -> None:
    assert "NAM" in {fact.start for fact in read(tmp_path, ccode2=565, cowName2="NAM").of("PARTY_TO")}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"ccode2": 290}, "Both parties are 290 (POL and ROM): an agreement needs two."),
        ({"category1": ""}, "category1 is empty."),
        ({"category2": "DANCE"}, "category2: 'DANCE' is none of DCA, DIC, PROCUREMENT, RESEARCH, TREX, COMMISSION."),
        ({"type": "local"}, "type: 'local' is none of general, sector."),
        ({"terminated": 2}, "terminated: '2' is none of 0, 1, -88 and -99."),
        ({"terminated": 1}, "It was terminated, but durationActual or signYear is empty."),
        ({"signYear": ""}, "valid_from: '' is not a date."),
        ({"DCAid": "12b"}, "DCAid: '12b' is not a whole number."),
        ({"DCAid": ""}, "DCAid is empty."),
    ],
)
def test_a_wrong_line_is_rejected_with_its_reason(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    found = read(tmp_path, **cells)
    assert (found.facts, found.rejected) == ((), ((2, reason),))


def test_the_real_file(data_folder: Path) -> None:
    found = reading(DCAD, data_folder / "dcad" / "DCAD-v1.0-main_open70.csv", seed_crosswalk())
    assert found.rows == 1270
    assert found.tally == {"agreements": 1267, "pairs": 838}
    assert [reason for _, reason in found.rejected] == [
        "Both parties are 145 (BOL and VEN): an agreement needs two.",
        "Both parties are 541 (MZM and MZM): an agreement needs two.",
        "Both parties are 750 (IND and IND): an agreement needs two.",
        "DCADv1.0-1887, BRU: No nation holds cowCode 835 on 1981-12-31. On other days it is BRN.",
    ]
    assert len(found.of("ASSERTED_BY")) == 1267
    assert len(found.of("PARTY_TO")) == 2 * 1267 - 1
    assert undeclared(found.facts) == set()
