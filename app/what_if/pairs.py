"""Pairs of nations that only one of two networks links, with the records behind it."""

from asyncio import gather
from collections.abc import Sequence

from app.alliances.evidence import Evidence
from app.alliances.model import AllianceLink, ObligationKind
from app.alliances.paths import Network
from app.answers.asking import Asking
from app.what_if.difference import Pair
from app.what_if.model import LinkedPair
from app.what_if.supposing import SOURCE


async def linked_pairs(
    asking: Asking, network: Network, pairs: Sequence[Pair], obligations: Sequence[ObligationKind]
) -> tuple[LinkedPair, ...]:
    """What links each of the pairs on the day asked about."""
    if not pairs:
        return ()
    touched = {
        "nations": sorted({nation for pair in pairs for nation in pair}),
        "agreements": sorted({key for one, other in pairs for key in network[one][other].agreements_on(asking.on)}),
    }
    records, coded = await gather(
        asking.read("alliances/commitments", **touched), asking.read("alliances/coded", **touched)
    )
    evidence = Evidence(records, coded, on=asking.on)
    return tuple(
        LinkedPair(
            one=evidence.nations[one],
            other=evidence.nations[other],
            through=tuple(
                _undoubted(evidence.link(key, one, other, obligations))
                for key in network[one][other].agreements_on(asking.on)
            ),
        )
        for one, other in pairs
    )


def _undoubted(link: AllianceLink) -> AllianceLink:
    """Without what sources deny of a supposed membership: that it is not on record is what supposing means."""
    on_record = {record.nation.key for record in link.commitments if record.source != SOURCE}
    return link.model_copy(update={"doubts": tuple(doubt for doubt in link.doubts if doubt.nation.key in on_record)})
