"""The structure of a network in words."""

from collections.abc import Iterator, Sequence

from app.nations.model import Nation
from app.structure.model import NetworkFocus, NetworkNextTie, NetworkPosition, NetworkStructure

_NAMED = 8
"""Nations of a component or a community that are named in a line; --json has them all."""


def structure_in_words(answer: NetworkStructure) -> Iterator[str]:
    """The shape of the network, then the nations that were asked about."""
    yield f"{answer.network.capitalize()} network, {_ties(answer)}"
    if not answer.size.ties:
        yield "No two nations are known to be tied."
    else:
        yield from _shape(answer)
        yield f"Most central by {answer.by}:"
        yield from (_position(position) for position in answer.ranking)
    for focus in answer.focus:
        yield from _focus(focus)
    if answer.next_ties and not answer.focus:
        yield "Ties that would close most open triads:"
        yield from (_next(tie) for tie in answer.next_ties)


def _ties(answer: NetworkStructure) -> str:
    fewest = f", at least {answer.at_least} in common" if answer.at_least > 1 else ""
    if answer.since is None:
        return f"{', '.join(answer.obligations)}, on {answer.on}{fewest}"
    return f"from {answer.since} to {answer.on}{fewest}"


def _shape(answer: NetworkStructure) -> Iterator[str]:
    size, triads = answer.size, answer.triads
    yield (
        f"{size.nations} nations, {size.ties} ties through {size.bonds} {answer.network}s; "
        f"density {size.density:.3f}, {size.mean_partners:.1f} partners on average"
    )
    if size.unattested:
        yield f"{size.unattested} ties are attested by no source on that day; nothing says that they ended."
    if size.disputed:
        yield f"{size.disputed} ties are contradicted by a source, at least in part."
    if triads.transitivity is not None:
        yield f"{triads.closed} of {triads.connected} triads are closed: transitivity {triads.transitivity:.3f}"
    for component in answer.components:
        yield f"Component {component.number}, {len(component.nations)} nations: {_some(component.nations)}"
    for community in answer.communities:
        within = f"{community.ties_within} ties within, {community.ties_beyond} beyond"
        yield f"Community {community.number}, {len(community.nations)} nations, {within}: {_some(community.nations)}"
    if answer.articulation_points:
        yield f"Without one of these a component falls apart: {_all(answer.articulation_points)}"
    if answer.bridges:
        bridges = ", ".join(f"{bridge.one.name} – {bridge.other.name}" for bridge in answer.bridges)
        yield f"So it does without one of these ties: {bridges}"


def _all(nations: Sequence[Nation]) -> str:
    return ", ".join(nation.name for nation in nations)


def _some(nations: Sequence[Nation]) -> str:
    return _all(nations[:_NAMED]) + (f" and {len(nations) - _NAMED} more" if len(nations) > _NAMED else "")


def _position(position: NetworkPosition) -> str:
    eigenvector = "unknown" if position.eigenvector is None else f"{position.eigenvector:.3f}"
    return (
        f"   {position.nation.name}: {position.degree} partners, strength {position.strength}, "
        f"betweenness {position.betweenness:.3f}, eigenvector {eigenvector}, community {position.community}"
    )


def _focus(focus: NetworkFocus) -> Iterator[str]:
    position = focus.position
    if position.component is None:
        yield f"{position.nation.name} has no known tie."
        return
    yield f"{position.nation.name}, in component {position.component}:"
    yield _position(position)
    for tie in focus.ties:
        notes = [
            note
            for note, holds in (
                ("a bridge", tie.bridge),
                ("not attested on that day", not tie.attested),
                ("contradicted by a source", tie.disputed),
                ("invented in part", tie.synthetic),
            )
            if holds
        ]
        caveat = f" ({', '.join(notes)})" if notes else ""
        yield f"   tied to {tie.partner.name} by {tie.weight}{caveat}"
    if focus.more_ties:
        yield "   There are more ties; --limit shows them."
    if focus.next_ties:
        yield "   Ties that would close most open triads:"
        yield from (f"   {_next(tie)}" for tie in focus.next_ties)


def _next(tie: NetworkNextTie) -> str:
    where = "same community" if tie.same_community else "another community"
    return f"   {tie.one.name} – {tie.other.name}: {tie.closes}, by {_some(tie.common)} ({where})"
