"""Brokers in words."""

from collections.abc import Iterator

from app.brokers.model import Broker, BrokerObstacle, Brokers, BrokerTie

_OBSTACLES = {
    BrokerObstacle.IN_DISPUTE: "a dispute with one of the two",
    BrokerObstacle.NO_RECENT_CONTACT_KNOWN: "no recent contact with both is known",
    BrokerObstacle.NO_INFORMATION_SECURITY_AGREEMENT_KNOWN: "no information-security agreement with both is known",
}


def brokers_in_words(answer: Brokers) -> Iterator[str]:
    """The brokers with their reasons, then who was set aside, then the bodies."""
    first, second = answer.from_nation.name, answer.to_nation.name
    yield f"Between {first} and {second}, {', '.join(answer.obligations)}, on {answer.on}"
    for dispute in answer.between:
        yield f"Between the two stands {dispute.name} ({dispute.kind})."
    if not answer.brokers:
        yield f"No nation is known that is linked with both{_condition(answer)}."
    for number, broker in enumerate(answer.brokers, start=1):
        yield from _broker(number, broker)
    if answer.more:
        yield "There are more brokers; --limit shows them."
    for aside in answer.set_aside:
        yield f"Set aside: {aside.nation.name}, {' and '.join(_OBSTACLES[each] for each in aside.obstacles)}."
    if len(answer.set_aside) < answer.set_aside_in_all:
        yield f"Set aside in all: {answer.set_aside_in_all}."
    if answer.bodies:
        yield f"Both belong to: {', '.join(body.name for body in answer.bodies)}."


def _condition(answer: Brokers) -> str:
    return f" and has met both since {answer.contact_since}" if answer.contact_since else ""


def _broker(number: int, broker: Broker) -> Iterator[str]:
    parts = " + ".join(f"{part.measure} {part.points}" for part in broker.parts)
    yield f"{number}. {broker.nation.name}  {broker.score} points: {parts}"
    for tie in broker.ties:
        yield f"   with {tie.nation.name}: {'; '.join(_tie(tie))}"
    if broker.convened:
        last = broker.convened.last
        times = f"{broker.convened.times} time{'' if broker.convened.times == 1 else 's'}"
        yield f"   hosted both {times}, last {last.name}, {last.day}"
    if broker.bodies:
        yield f"   all three belong to {', '.join(body.name for body in broker.bodies)}"


def _tie(tie: BrokerTie) -> Iterator[str]:
    yield ", ".join(f"{link.name} ({', '.join(link.obliges)})" for link in tie.links)
    met = tie.last_contact
    yield f"last met {met.day}, {met.name}" if met else "no contact is known"
    if tie.information_security:
        yield f"security of information: {', '.join(link.name for link in tie.information_security)}"
    if tie.disputes:
        yield f"in dispute: {', '.join(dispute.name for dispute in tie.disputes)}"
