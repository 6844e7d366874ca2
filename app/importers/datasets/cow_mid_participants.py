"""Correlates of War, Militarized Interstate Disputes 5.0, participant level (MIDB): one row a spell of a participant.

Palmer, Glenn, Roseanne W. McManus, Vito D'Orazio, Michael R. Kenwick, Mikaela Karstens, Chase Bloch, Nick Dietrich,
Kayla Kahn, Kellan Ritter & Michael J. Soules. 2022. "The MID5 Dataset, 2011–2014." Conflict Management and Peace
Science 39(4): 470–482.

Side A is the side that took the first militarised step. A nation that left a dispute and came back, or changed sides
in it, has several spells. A participant's spell ends where its own last incident does, even in a dispute that goes on.
"""

from collections.abc import Iterator, Sequence

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.importers.datasets.coding import evidence_from, nation_of_number
from app.importers.datasets.cow_mid import dispute_key, ended, hostility, started
from app.record.evidence import Reliability, Source
from app.record.facts import Fact
from app.record.time import valid_time

_SOURCE = Source(
    key="cow-mid-participants",
    title="Correlates of War Militarized Interstate Disputes, participants",
    publisher="Correlates of War Project",
    version="5.0",
    url="https://correlatesofwar.org/data-sets/mids/",
    licence="free for research with citation",
    reliability=Reliability.B,
)
_PLACES = {
    ("1", "1"): ("A", "initiator"),
    ("1", "0"): ("A", "party"),
    ("0", "1"): ("B", "target"),
    ("0", "0"): ("B", "party"),
}
"""Side and role, by whether it is on side A and was there from the first day: a later one neither began nor was met."""


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    valid = valid_time(started(line), ended(line))
    side, role = _place(line)
    yield Fact(
        type="DISPUTES",
        start=nation_of_number(crosswalk, line["ccode"], valid),
        end=dispute_key(line),
        valid=valid,
        evidence=evidence_from(_SOURCE, f"dispute {line['dispnum']}, {line['stabb']} from {started(line)}"),
        properties={"side": side, "role": role, "hostility": hostility(line)},
        distinction=f"{line['ccode']}-{started(line)}",
    )


def _place(line: Line) -> tuple[str, str]:
    place = _PLACES.get((line["sidea"], line["orig"]))
    if place is None:
        raise InvalidInput(
            f"sidea {line['sidea']!r} and orig {line['orig']!r} are not both 0 or 1.", field="sidea", expected="0 or 1"
        )
    return place


COW_MID_PARTICIPANTS = Dataset(
    name="cow-mid-participants",
    title="Correlates of War Militarized Interstate Disputes 5.0, participants (MIDB); import cow-mid first",
    sources=(_SOURCE,),
    columns=(
        "dispnum", "stabb", "ccode", "stday", "stmon", "styear", "endday", "endmon", "endyear",
        "sidea", "orig", "hostlev",
    ),
    facts_of=_facts,
    tally=lambda line: {
        "disputes": line["dispnum"],
        "participants": line["ccode"],
        "spells": "|".join(line[column] for column in ("dispnum", "ccode", "styear", "stmon", "stday")),
    },
)  # fmt: skip
