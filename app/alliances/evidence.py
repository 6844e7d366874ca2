"""The membership records behind links between nations on one day, and what sources that list everything deny."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.alliances.model import AllianceDoubt, AllianceLink, Commitment, Denial, ObligationKind
from app.answers.asking import sourced
from app.graph.client import Row
from app.nations.model import Nation


class Evidence:
    """The records of `alliances/commitments` and `alliances/coded` for one day."""

    def __init__(self, records: Iterable[Row], coded: Iterable[Row], *, on: date) -> None:
        self._on = on
        self.nations: dict[str, Nation] = {}
        self._agreements: dict[str, str] = {}
        self._records: dict[tuple[str, str], list[Commitment]] = defaultdict(list)
        self._coded: dict[str, list[Row]] = defaultdict(list)
        for row in records:
            self.nations[row["nation"]] = Nation(key=row["nation"], name=row["nationName"])
            self._agreements[row["agreement"]] = row["agreementName"]
            self._records[row["agreement"], row["nation"]].append(self._commitment(row))
        for row in coded:
            self._coded[row["agreement"]].append(row)

    def link(self, agreement: str, here: str, there: str, obligations: Sequence[ObligationKind]) -> AllianceLink:
        """How one agreement links two nations by some obligations."""
        sides = [self._records[agreement, nation] for nation in (here, there)]
        began = [min(side, key=lambda record: record.since) for side in sides]
        latest = max(began, key=lambda record: record.since)
        bound = [{kind for record in side for kind in record.obligations} for side in sides]
        return AllianceLink(
            agreement=agreement,
            name=self._agreements[agreement],
            since=latest.since,
            start_unknown=latest.start_unknown,
            attested=all(any(self._attested(record) for record in side) for side in sides),
            obliges=tuple(kind for kind in obligations if kind in bound[0] | bound[1]),
            mutual=all(kinds.intersection(obligations) for kinds in bound),
            commitments=tuple(record for side in sides for record in side),
            doubts=tuple(
                doubt
                for nation, kinds in zip((here, there), bound, strict=True)
                for doubt in self._doubts(agreement, nation, [kind for kind in obligations if kind in kinds])
            ),
        )

    def _doubts(self, agreement: str, nation: str, bound: Sequence[ObligationKind]) -> Iterator[AllianceDoubt]:
        """Who denies that `nation` is a party, or that it is bound as it is said to be."""
        for row in self._coded[agreement]:
            listed = [one["obligations"] for one in row["listed"] if one["nation"] == nation]
            denied = tuple(kind for kind in bound if kind in row["coded"] and not any(kind in has for has in listed))
            if not listed:
                yield self._doubt(row, nation, Denial.NOT_A_PARTY, ())
            elif denied:
                yield self._doubt(row, nation, Denial.NOT_BOUND, denied)

    def _doubt(self, row: Row, nation: str, denies: Denial, kinds: tuple[ObligationKind, ...]) -> AllianceDoubt:
        return AllianceDoubt(source=row["source"], nation=self.nations[nation], denies=denies, obligations=kinds)

    def _attested(self, record: Commitment) -> bool:
        return record.attested_until is None or self._on <= record.attested_until

    def _commitment(self, row: Row) -> Commitment:
        return Commitment(
            nation=self.nations[row["nation"]],
            obligations=row["obligations"] or (),
            obligations_unknown=row["obligationsUnknown"] or (),
            reservation=row["reservation"],
            **sourced(row),
        )
