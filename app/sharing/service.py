"""May one share information with another, under which agreement, and what stops it?"""

from asyncio import gather
from collections.abc import Sequence

from app.answers.asking import Asking, begin
from app.errors import InvalidInput
from app.graph.client import GraphClient, Row
from app.record.releasability import Viewer
from app.sharing.bases import SharingFacts
from app.sharing.model import Sharing, SharingEnd, SharingEndKind, SharingQuestion, SharingSubject
from app.sharing.naming import named_ends, named_subject
from app.sharing.verdict import SharingFindings, findings_of


async def sharing(graph: GraphClient, question: SharingQuestion, *, viewer: Viewer) -> Sharing:
    """Whether one nation or body may share information with another, and the facts that decide it.

    *Permitted*: an agreement in force carries it. An agreement on the security of information carries any marking; an
    obligation of the sender to share, or what binds the members of a body that both belong to, carries what it is
    about, and otherwise only what is unclassified. *With conditions*: the agreement has terms, or what it covers is
    limited; a barrier names what lifts it; or a third party is the originator of what is said of the subject and has
    to consent. *Barred*: a barrier names nothing that lifts it, or is laid on both nations and so stands between them;
    or all that the asker may see of the subject is released to others only. *Unknown*: no agreement is known that
    carries it, which is not to say that there is none. A barrier on a body bears on what leaves or enters it, not on
    what its full members share with one another. A barrier of classification bears only on what is classified.
    """
    asking = await begin(graph, question, viewer=viewer)
    sender, recipient = await named_ends(asking, {"from": question.from_, "to": question.to})
    _refuse_one_end(question, sender, recipient)

    subject = await named_subject(asking, question.subject) if question.subject else []
    facts = await read_sharing_facts(asking, sender, recipient, subject)
    findings = findings_of(facts, question.marking)
    return Sharing(
        sender=sender,
        recipient=recipient,
        marking=findings.marking,
        subject=_subject(findings),
        verdict=findings.verdict,
        under=findings.basis.agreement if findings.basis else None,
        because=findings.because,
        conditions=findings.conditions_to_meet,
        possible_by=findings.possible_by,
        bases=findings.bases,
        barriers=findings.barriers,
        complete=True,
        synthetic=findings.synthetic,
        disputed=findings.disputed,
        **asking.says,
    )


async def read_sharing_facts(
    asking: Asking, sender: SharingEnd, recipient: SharingEnd, subject: Sequence[Row]
) -> SharingFacts:
    """All that decides whether one may share with another, given what is said of the subject."""
    ends = (sender, recipient)
    nations = [end.key for end in ends if end.kind == SharingEndKind.NATION]
    memberships = await asking.read("sharing/memberships", nations=nations)
    bodies = {row["body"] for row in memberships} | {end.key for end in ends if end.kind == SharingEndKind.BODY}
    about = {row["subject"] for row in subject}
    parties, governing = await gather(
        asking.read("sharing/agreements", holders=sorted({*nations, *bodies})),
        asking.read("sharing/governing", governed=sorted(bodies | about)),
    )
    agreements = sorted({row["agreement"] for row in (*parties, *governing)})
    terms, barriers, coded = await gather(
        asking.read("sharing/terms", agreements=agreements),
        asking.read("barriers/standing", restricted=sorted({*nations, *bodies, *about, *agreements})),
        asking.read("alliances/coded", agreements=agreements, nations=nations),
    )
    return SharingFacts(
        on=asking.on,
        sender=sender,
        recipient=recipient,
        subject=subject,
        memberships=memberships,
        parties=parties,
        governing=governing,
        terms=terms,
        barriers=barriers,
        coded=coded,
    )


def _subject(findings: SharingFindings) -> SharingSubject | None:
    facts = findings.facts
    if not facts.subject:
        return None
    first = facts.subject[0]
    return SharingSubject(
        subject=first["subject"], name=first["name"], covered_by=facts.covering, releases=findings.releases
    )


def _refuse_one_end(question: SharingQuestion, sender: SharingEnd, recipient: SharingEnd) -> None:
    if sender.key == recipient.key:
        raise InvalidInput(
            f"to: {question.from_!r} and {question.to!r} are both {sender.name}.",
            field="to",
            value=question.to,
            expected="another nation or body than `from`",
        )
