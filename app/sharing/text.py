"""Sharing in words."""

from collections.abc import Iterator

from app.sharing.model import Sharing, SharingBasis, SharingVerdict

_VERDICTS = {
    SharingVerdict.PERMITTED: "Permitted.",
    SharingVerdict.PERMITTED_WITH_CONDITIONS: "Permitted with conditions.",
    SharingVerdict.BARRED: "Barred.",
    SharingVerdict.UNKNOWN: "Unknown, which is not no.",
}
MARKINGS = ("unclassified", "restricted", "confidential", "secret", "top secret")


def sharing_in_words(answer: Sharing) -> Iterator[str]:
    """The verdict, what decides it, and what would have to be met."""
    about = f" on {answer.subject.name}" if answer.subject else ""
    yield f"{answer.sender.name} → {answer.recipient.name}, {MARKINGS[answer.marking]}{about}, on {answer.on}"
    yield _VERDICTS[answer.verdict]
    yield from (f"   because: {reason.says}" for reason in answer.because if reason.says not in answer.conditions)
    yield from (f"   condition: {condition}" for condition in answer.conditions)
    yield from (f"   possible by: {way}" for way in answer.possible_by)
    yield from (_basis(basis) for basis in answer.bases if basis.carries)
    yield from (f"Does not carry it: {basis.name}. {basis.why_not}" for basis in answer.bases if not basis.carries)
    for barrier in answer.barriers:
        sources = ", ".join(dict.fromkeys(limit.source for limit in barrier.limits))
        yield f"Barrier: {barrier.name} ({barrier.kind}), since {barrier.why}, by {sources}"


def _basis(basis: SharingBasis) -> str:
    records = (*basis.parties, *basis.regimes)
    since = max(record.since for record in records)
    sources = ", ".join(dict.fromkeys(record.source for record in records))
    caveat = "" if basis.attested else "; nothing attests it on that day, nothing says that it ended"
    ground = basis.ground.replace("_", " ")
    return f"Agreement: {basis.name} ({ground}), since {since}, by {sources}{caveat}"
