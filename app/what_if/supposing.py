"""Changes that are supposed, made in a transaction that is rolled back."""

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from app.answers.asking import Asking
from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.nations.model import Nation
from app.record.evidence import Source
from app.record.writer import write_sources
from app.what_if.model import ChangeKind, Supposition

SOURCE = "what-if"
"""The source that supposed facts bear. It exists within their transaction only."""

_SUGGESTIONS = 3


async def check_changes(asking: Asking, changes: Sequence[Supposition]) -> None:
    """Raise NotFound for an agreement or a capability that the viewer may not know of, with the nearest keys."""
    for label, keys in (
        ("Agreement", [change.agreement for change in changes if change.agreement]),
        ("Capability", [change.capability for change in changes if change.capability]),
    ):
        known = {row["key"] for row in await asking.read("what_if/keys", label=label, keys=keys)} if keys else set()
        for key in keys:
            if key not in known:
                raise await _unknown(asking, label, key)


async def _unknown(asking: Asking, label: str, key: str) -> NotFound:
    known = [row["key"] for row in await asking.read("what_if/keys", label=label, keys=None)]
    near = [match for match, _, _ in process.extract(key, known, scorer=JaroWinkler.similarity, limit=_SUGGESTIONS)]
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    return NotFound(
        f"changes: there is no {label.lower()} {key!r}.{hint}",
        field="changes",
        value=key,
        expected=f"the key of {'an agreement' if label == 'Agreement' else 'a capability'}",
        suggestions=near,
    )


async def suppose(
    graph: GraphClient, asking: Asking, changes: Sequence[Supposition], nations: Mapping[str, Nation]
) -> None:
    """Make the changes on a client that will roll them back. Raises InvalidInput for one that cannot be made."""
    await write_sources(graph, [Source(key=SOURCE, title="What is supposed")])
    for number, change in enumerate(changes, start=1):
        await _Changes(graph, asking, nations).make(change, number)


class _Changes:
    def __init__(self, graph: GraphClient, asking: Asking, nations: Mapping[str, Nation]) -> None:
        self._graph = graph
        self._circumstances = asking.circumstances.parameters
        if asking.circumstances.sources is not None:
            # What one change brought about, the next may undo.
            self._circumstances["sources"] = [*asking.circumstances.sources, SOURCE]
        self._on = asking.on
        self._nations = nations

    async def make(self, change: Supposition, number: int) -> None:
        given = [self._nations[name] for name in change.nations]
        match change.kind:
            case ChangeKind.WITHDRAWAL:
                for nation in given:
                    await self._withdraw(nation, change)
            case ChangeKind.EXPIRY:
                if not await self._end("what_if/expire", agreement=change.agreement):
                    raise _impossible(change, f"nobody is known to be party to {change.agreement} on {self._on}")
            case ChangeKind.ACCESSION:
                for nation in given:
                    await self._accede(nation, change)
            case ChangeKind.AGREEMENT:
                await self._conclude(given, change, number)
            case ChangeKind.LOSS:
                for nation in given:
                    await self._write("what_if/lose", nation=nation.key, capability=change.capability, source=SOURCE)

    async def _withdraw(self, nation: Nation, change: Supposition) -> None:
        if not await self._end("what_if/withdraw", nation=nation.key, agreement=change.agreement):
            raise _impossible(change, f"{nation.name} is not known to be party to {change.agreement} on {self._on}")

    async def _accede(self, nation: Nation, change: Supposition) -> None:
        await self._write(
            "what_if/accede",
            nation=nation.key,
            agreement=change.agreement,
            obligations=list(change.obligations),
            source=SOURCE,
        )

    async def _conclude(self, given: Sequence[Nation], change: Supposition, number: int) -> None:
        await self._write(
            "what_if/conclude",
            agreement=f"{SOURCE}-{number}",
            kind=change.agreement_kind.value,
            nations=[nation.key for nation in given],
            obligations=list(change.obligations),
            source=SOURCE,
        )

    async def _end(self, name: str, **given: object) -> bool:
        (row,) = await self._write(name, **given)
        return bool(row["ended"])

    async def _write(self, name: str, **given: object) -> list[dict[str, object]]:
        declared = {parameter.name for parameter in self._graph.queries[name].parameters}
        circumstances = {key: value for key, value in self._circumstances.items() if key in declared}
        return await self._graph.write(name, **circumstances, **given)


def _impossible(change: Supposition, why: str) -> InvalidInput:
    return InvalidInput(
        f"changes: {why}, so this cannot be supposed: {change.kind}.",
        field="changes",
        value=in_words(change),
        expected="changes that follow from what stands on that day",
    )


def in_words(change: Supposition) -> str:
    """A change as it is typed."""
    words = [change.kind.value, ",".join(change.nations), change.agreement or "", change.capability or ""]
    words.append(",".join(change.obligations))
    return " ".join(word for word in words if word)
