"""Correlates of War, Formal Alliances 4.1, by member: one row a membership spell.

Gibler, Douglas M. 2009. International Military Alliances, 1648–2008. CQ Press; version 4.1.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from app.errors import InvalidInput
from app.importers.crosswalk import Crosswalk
from app.importers.dataset import Dataset, Line, Problem
from app.record.evidence import Credibility, Evidence, Reliability, Source
from app.record.facts import Fact, PropertyValue, assertion
from app.record.time import ValidTime, valid_time

LAST_OBSERVED = date(2012, 12, 31)

_SOURCE = Source(
    key="cow-alliances",
    title="Correlates of War Formal Alliances",
    publisher="Correlates of War Project",
    version="4.1",
    url="https://correlatesofwar.org/data-sets/formal-alliances/",
    licence="free for research with citation",
    reliability=Reliability.B,
    obligations_coded=("defence", "neutrality", "non-aggression", "entente"),
)
_OBLIGATIONS = {
    "defense": "defence",
    "neutrality": "neutrality",
    "nonaggression": "non-aggression",
    "entente": "entente",
}


def _facts(lines: Sequence[Line], crosswalk: Crosswalk) -> Iterator[Fact | Problem]:
    (line,) = lines
    agreement = crosswalk.agreements.get(("cowId", line["version4id"])) or f"cow-alliance-{line['version4id']}"
    spell = _spell(line, "mem")
    nation = crosswalk.nation("cowCode", line["ccode"], on=spell.valid_from)
    yield _agreement(agreement, line)
    yield Fact(
        type="PARTY_TO",
        start=nation,
        end=agreement,
        valid=spell,
        evidence=_evidence(f"alliance {line['version4id']}, member {line['ccode']}"),
        properties={
            "obligations": _obligations(line, value="1"),
            "obligationsUnknown": _obligations(line, value=""),
            "attestedUntil": LAST_OBSERVED if spell.end_unknown else None,
        },
    )


def _agreement(key: str, line: Line) -> Fact:
    """What COW says of the alliance itself. It gives it a number and a type, but no name."""
    lifetime = _spell(line, "all")
    kind = line["ss_type"].partition(": ")[2]
    properties: dict[str, PropertyValue] = {
        "name": f"{kind} of {lifetime.valid_from.year} (COW alliance {line['version4id']})",
        "kind": "alliance",
        "cowId": int(line["version4id"]),
        "attestedUntil": LAST_OBSERVED if lifetime.end_unknown else None,
    }
    evidence = _evidence(f"alliance {line['version4id']}")
    return assertion("Agreement", key, valid=lifetime, evidence=evidence, properties=properties)


def _spell(line: Line, prefix: str) -> ValidTime:
    """An interval of the line. A blank end is open at the end of the data; a censored start began before 1816."""
    end = _partial(line, f"{prefix}_end")
    return valid_time(
        _partial(line, f"{prefix}_st"),
        end,
        start_unknown=prefix == "mem" and line["left_censor"] == "1",
        end_unknown=not end,
    )


def _partial(line: Line, prefix: str) -> str:
    """A date of the line as far as it is given: `1949-04-04`, `1949-04`, `1949` or nothing."""
    parts = [line[f"{prefix}_{part}"] for part in ("year", "month", "day")]
    given = parts[: parts.index("")] if "" in parts else parts
    return "-".join(part.zfill(width) for part, width in zip(given, (4, 2, 2), strict=False))


def _obligations(line: Line, *, value: str) -> tuple[str, ...]:
    for column in _OBLIGATIONS:
        if line[column] not in ("0", "1", ""):
            raise InvalidInput(
                f"{column}: {line[column]!r} is none of 0, 1 and blank.", field=column, value=line[column]
            )
    return tuple(kind for column, kind in _OBLIGATIONS.items() if line[column] == value)


def _evidence(source_row: str) -> Evidence:
    return Evidence(
        source=_SOURCE.key,
        source_row=source_row,
        reliability=Reliability.B,
        credibility=Credibility.PROBABLY_TRUE,
    )


COW_ALLIANCES = Dataset(
    name="cow-alliances",
    title="Correlates of War Formal Alliances 4.1, by member",
    sources=(_SOURCE,),
    columns=(
        "version4id", "ccode", "state_name",
        "all_st_day", "all_st_month", "all_st_year", "all_end_day", "all_end_month", "all_end_year", "ss_type",
        "mem_st_day", "mem_st_month", "mem_st_year", "mem_end_day", "mem_end_month", "mem_end_year",
        "left_censor", "right_censor", "defense", "neutrality", "nonaggression", "entente",
    ),
    facts_of=_facts,
    tally=lambda line: {
        "alliances": line["version4id"],
        "states": line["ccode"],
        "membership spells": "|".join(
            line[column] for column in ("version4id", "ccode", "mem_st_year", "mem_st_month", "mem_st_day")
        ),
    },
)  # fmt: skip
