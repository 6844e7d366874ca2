"""What needs attention?"""

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from app.answers.asking import Asking, begin
from app.attention.facts import period_of, read_attention_facts
from app.attention.items import RULES, items_from
from app.attention.model import (
    AttentionKind,
    AttentionList,
    AttentionQuestion,
    AttentionSubject,
    SeverityRule,
)
from app.errors import InvalidInput, NotFound
from app.graph.client import GraphClient
from app.nations.names import fold
from app.record.releasability import Viewer

_SUGGESTIONS = 3
_NEAR = 0.8


async def attention(graph: GraphClient, question: AttentionQuestion, *, viewer: Viewer) -> AttentionList:
    """What needs attention on a day, the most pressing first, each with its reason and what would settle it.

    Agreements and memberships in them that end within the months ahead; series that broke their own rhythm; posts
    that are vacant or end; engagements of the months behind and ahead without an objective of their own or of their
    series; facts that still stand though nobody looked for years, not even another source; and contradictions between
    sources: one by which a membership ended while it holds by another, different roles, an obligation or a party that
    a systematic source denies, different dates.
    """
    asking = await begin(graph, question, viewer=viewer)
    of = await _whose(asking, question)
    kinds = tuple(kind for kind in AttentionKind if kind in question.kinds)
    period = period_of(question, asking.on)
    facts = await read_attention_facts(asking, period, of=of.key if of else None, kinds=kinds)
    items = items_from(facts, period, kinds)
    shown = tuple(items[: question.limit])
    return AttentionList(
        of=of,
        kinds=kinds,
        months=question.months,
        stale_years=question.stale_years,
        items=shown,
        found=len(items),
        more=len(items) > question.limit,
        rules=tuple(SeverityRule(kind=kind, rule=RULES[kind]) for kind in kinds),
        complete=not facts.cut,
        synthetic=any(item.synthetic for item in shown),
        disputed=any(item.disputed for item in shown),
        **asking.says,
    )


async def _whose(asking: Asking, question: AttentionQuestion) -> AttentionSubject | None:
    if question.nation is not None and question.organization is not None:
        raise InvalidInput(
            "organization: it is given beside `nation`.",
            field="organization",
            value=question.organization,
            expected="either `nation` or `organization`",
        )
    if question.nation is not None:
        nation = (await asking.nations({"nation": [question.nation]}))[question.nation]
        return AttentionSubject(key=nation.key, name=nation.name, label="Nation")
    return await _body(asking, question.organization) if question.organization is not None else None


async def _body(asking: Asking, typed: str) -> AttentionSubject:
    """The body meant by a key, a name or a short name. Raises NotFound with the nearest."""
    rows = await asking.read("attention/bodies")
    meant = [row for row in rows if row["key"] == typed] or [
        row for row in rows if fold(typed) in (fold(name) for name in (row["key"], *row["names"]))
    ]
    if len(meant) == 1:
        return AttentionSubject(key=meant[0]["key"], name=meant[0]["name"], label="Organization")
    if meant:
        raise InvalidInput(
            f"organization: {typed!r} can mean {', '.join(row['key'] for row in meant)}.",
            field="organization",
            value=typed,
            expected="one of these keys",
            suggestions=[row["key"] for row in meant],
        )
    names = {fold(name): row["key"] for row in rows for name in (row["key"], *row["names"])}
    near = process.extract(fold(typed), names.keys(), scorer=JaroWinkler.similarity, limit=20, score_cutoff=_NEAR)
    suggestions = list(dict.fromkeys(names[match] for match, _, _ in near))[:_SUGGESTIONS]
    hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
    raise NotFound(
        f"organization: no body is known as {typed!r}.{hint}",
        field="organization",
        value=typed,
        expected="key, name or short name of a body",
        suggestions=suggestions,
    )
