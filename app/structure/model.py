"""The structure of a network of nations: the question and its answer."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from app.alliances.model import ObligationKind
from app.answers.model import Answer, DatedQuestion, Sourced
from app.nations.model import Nation
from app.record.shown import Shown


class NetworkKind(StrEnum):
    """What ties nations: agreements in force that bind one of the two, or exercises that both took part in."""

    ALLIANCE = "alliance"
    EXERCISE = "exercise"


class CentralityMeasure(StrEnum):
    """By what nations are ranked."""

    DEGREE = "degree"
    STRENGTH = "strength"
    BETWEENNESS = "betweenness"
    EIGENVECTOR = "eigenvector"


class NetworkSize(Shown):
    """How large and how dense a network is."""

    nations: int = Field(description="Nations with at least one tie.")
    ties: int = Field(description="Pairs of tied nations.")
    bonds: int = Field(description="Agreements or exercises that tie at least one pair.")
    density: float = Field(description="Ties as a share of all pairs of these nations, to six places.")
    mean_partners: float = Field(description="Partners of a nation on average, to six places.")
    unattested: int = Field(
        description="Ties that no source attests on that day, and of which none says that they ended."
    )
    disputed: int = Field(description="Ties that a source contradicts, at least in part.")


class NetworkTriads(Shown):
    """Triadic closure: are the partners of one nation partners of one another?"""

    connected: int = Field(description="Pairs of ties that share a nation.")
    closed: int = Field(description="Those of them whose other two nations are tied as well.")
    open: int = Field(description="Those whose other two nations are not.")
    transitivity: float | None = Field(
        description="Closed as a share of connected, to six places; null: there are none."
    )


class NetworkComponent(Shown):
    """Nations that ties connect with one another, and with nobody else."""

    number: int = Field(description="From the largest on, starting with 1.")
    nations: tuple[Nation, ...] = Field(description="By key.")


class NetworkCommunity(Shown):
    """Nations that are tied to one another more than chance would have it."""

    number: int = Field(description="From the largest on, starting with 1.")
    nations: tuple[Nation, ...] = Field(description="By key.")
    ties_within: int
    ties_beyond: int = Field(description="Ties to nations of other communities.")


class NetworkBridge(Shown):
    """A tie without which its component falls apart."""

    one: Nation
    other: Nation


class NetworkTie(Shown):
    """A tie of a nation that was asked about."""

    partner: Nation
    weight: int = Field(description="Number of agreements or exercises.")
    through: tuple[str, ...] = Field(description="Keys of the agreements or exercises.")
    bridge: bool = Field(description="Without it the component falls apart.")
    attested: bool = Field(description="A source attests it on that day; false: nothing says that it ended either.")
    disputed: bool = Field(description="A source contradicts part of it.")
    synthetic: bool = Field(description="Part of it is invented.")


class NetworkPosition(Shown):
    """Where a nation stands in a network. Without any tie it has no component and no community."""

    nation: Nation
    degree: int = Field(description="Number of partners.")
    strength: int = Field(description="Agreements or exercises with partners, summed over partners.")
    betweenness: float = Field(
        description="Share of the shortest chains between two others that pass through it; of several equally short "
        "chains each counts in part. All ties are one step. To six places."
    )
    eigenvector: float | None = Field(
        description="Eigenvector centrality within its component, ties weighted; the greatest is 1. High: its partners "
        "are central themselves. Null: no value settled, or there is no tie. To six places."
    )
    component: int | None = Field(description="Number of its component.")
    community: int | None = Field(description="Number of its community.")
    articulation: bool = Field(description="Without it its component falls apart.")


class NetworkNextTie(Shown):
    """Two nations without a tie that have partners in common: their tie would close that many open triads."""

    one: Nation
    other: Nation
    closes: int = Field(description="Number of partners in common.")
    common: tuple[Nation, ...] = Field(description="These partners, by key.")
    same_community: bool


class NetworkFocus(Shown):
    """A nation that was asked about, its ties, and those that it is likely to make next."""

    position: NetworkPosition
    ties: tuple[NetworkTie, ...] = Field(description="The heaviest first, then by key.")
    more_ties: bool
    next_ties: tuple[NetworkNextTie, ...] = Field(description="Those that close most open triads first, then by key.")


class NetworkRecord(Sourced):
    """A record behind a tie of a nation that was asked about."""

    of: str = Field(description="Key of the agreement or exercise.")
    name: str
    nation: Nation | None = Field(description="The party to the agreement; null: the record speaks of the exercise.")


class NetworkSource(Shown):
    """How much of a network rests on a source."""

    source: str
    records: int = Field(description="Memberships, or exercises, that it says.")


class NetworkStructure(Answer):
    """The shape of the network of nations on a day."""

    network: NetworkKind
    obligations: tuple[ObligationKind, ...] = Field(description="Those that tie; empty for exercises.")
    since: date | None = Field(description="First day of the period of exercises; null for alliances.")
    at_least: int
    size: NetworkSize
    triads: NetworkTriads
    components: tuple[NetworkComponent, ...] = Field(description="By size, then by key.")
    communities: tuple[NetworkCommunity, ...] = Field(description="By size, then by key.")
    modularity: float | None = Field(description="How far communities are apart, ties weighted; null: there is no tie.")
    by: CentralityMeasure
    ranking: tuple[NetworkPosition, ...] = Field(description="The most central nations, then by key.")
    articulation_points: tuple[Nation, ...] = Field(description="Nations without which a component falls apart.")
    bridges: tuple[NetworkBridge, ...] = Field(description="Ties without which a component falls apart.")
    next_ties: tuple[NetworkNextTie, ...] = Field(description="Over the whole network, as for one nation.")
    focus: tuple[NetworkFocus, ...] = Field(description="The nations that were asked about, in that order.")
    evidence: tuple[NetworkRecord, ...] = Field(description="Records behind the ties shown in `focus`, latest first.")
    more_evidence: bool
    seen: tuple[NetworkSource, ...] = Field(description="What the whole network rests on.")
    library: str = Field(
        description="What computed centrality, communities and cut points.", examples=["networkx 3.6.1"]
    )
    louvain_seed: int = Field(description="Communities are found by Louvain's method from this seed.")


class NetworkStructureQuestion(DatedQuestion):
    """What shape has the network that alliances or exercises make of nations?"""

    network: NetworkKind = Field(NetworkKind.ALLIANCE, description="Alliances, or exercises held together.")
    obligations: tuple[ObligationKind, ...] = Field(
        (ObligationKind.DEFENCE,),
        min_length=1,
        max_length=20,
        description="Obligations that make an alliance, any of them.",
    )
    months: int = Field(36, ge=1, le=1200, description="Exercises of so many months up to that day count.")
    at_least: int = Field(1, ge=1, le=1000, description="Fewest agreements or exercises that tie two nations.")
    by: CentralityMeasure = Field(CentralityMeasure.BETWEENNESS, description="By what nations are ranked.")
    nations: tuple[str, ...] = Field(
        (), max_length=20, description="Nations whose place, ties and likely next ties are shown: code, name or alias."
    )
    limit: int = Field(10, ge=1, le=250, description="Most entries of each list; most records of evidence.")
