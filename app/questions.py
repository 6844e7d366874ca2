"""The questions that Entente answers. Each is named here once; HTTP, GraphQL and the command line are made of it."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.alliances.model import AlliancePaths, AlliancePathsQuestion
from app.alliances.service import alliance_paths
from app.alliances.text import paths_in_words
from app.answers.model import Answer, DatedQuestion
from app.attention.model import AttentionList, AttentionQuestion
from app.attention.service import attention
from app.attention.text import attention_in_words
from app.balance.model import EngagementBalance, EngagementBalanceQuestion
from app.balance.service import engagement_balance
from app.balance.text import balance_in_words
from app.brokers.model import Brokers, BrokersQuestion
from app.brokers.service import brokers
from app.brokers.text import brokers_in_words
from app.commitments.model import Commitments, CommitmentsQuestion
from app.commitments.service import commitments
from app.commitments.text import commitments_in_words
from app.hadr.model import HadrResponse, HadrResponseQuestion
from app.hadr.service import hadr_response
from app.hadr.text import response_in_words
from app.histories.model import ExchangeHistory, ExchangeHistoryQuestion
from app.histories.service import exchange_history
from app.histories.text import history_in_words
from app.interoperability.model import InteroperabilityGaps, InteroperabilityGapsQuestion
from app.interoperability.service import interoperability_gaps
from app.interoperability.text import gaps_in_words
from app.path_changes.model import PathChanges, PathChangesQuestion
from app.path_changes.service import path_changes
from app.path_changes.text import changes_in_words
from app.planning.model import EngagementPlan, EngagementPlanQuestion
from app.planning.service import engagement_plan
from app.planning.text import plan_in_words
from app.search.model import SearchQuestion, SearchResults
from app.search.service import search
from app.search.text import results_in_words
from app.sharing.model import Sharing, SharingQuestion
from app.sharing.service import sharing
from app.sharing.text import sharing_in_words
from app.structure.model import NetworkStructure, NetworkStructureQuestion
from app.structure.service import network_structure
from app.structure.text import structure_in_words
from app.what_if.model import WhatIf, WhatIfQuestion
from app.what_if.service import what_if
from app.what_if.text import difference_in_words


@dataclass(frozen=True, kw_only=True)
class NamedQuestion:
    """One question: what it takes, what it answers, and who answers it.

    `name` is its address (`/api/v1/NAME`) and, in camelCase, its GraphQL field; `command` is its word on the command
    line. `service` takes the graph, the question and `viewer`. `in_words` gives the lines that a person reads.
    """

    name: str
    command: str
    asks: str
    question: type[DatedQuestion]
    answer: type[Answer]
    service: Callable[..., Awaitable[Any]]
    in_words: Callable[[Any], Iterable[str]]
    examples: tuple[str, ...]

    @property
    def meaning(self) -> str:
        """What the answer means: the service's docstring."""
        return (self.service.__doc__ or "").replace("\n    ", "\n").strip()


QUESTIONS = (
    NamedQuestion(
        name="search",
        command="search",
        asks="Which entities answer to a name, a code, or the beginning of one?",
        question=SearchQuestion,
        answer=SearchResults,
        service=search,
        in_words=results_in_words,
        examples=('entente search "north atl"',),
    ),
    NamedQuestion(
        name="alliance-paths",
        command="paths",
        asks="How are two nations allied on a day, and through whom?",
        question=AlliancePathsQuestion,
        answer=AlliancePaths,
        service=alliance_paths,
        in_words=paths_in_words,
        examples=(
            "entente paths Norway Japan",
            "entente paths USA Russia --on 2012-07-01 --source cow-alliances",
        ),
    ),
    NamedQuestion(
        name="alliance-path-changes",
        command="path-changes",
        asks="How do the alliance paths between two nations differ between two days?",
        question=PathChangesQuestion,
        answer=PathChanges,
        service=path_changes,
        in_words=changes_in_words,
        examples=("entente path-changes Finland USA 2023-01-01",),
    ),
    NamedQuestion(
        name="commitments",
        command="commitments",
        asks="If a nation is attacked, who is bound to defend it, and whom must it defend?",
        question=CommitmentsQuestion,
        answer=Commitments,
        service=commitments,
        in_words=commitments_in_words,
        examples=(
            "entente commitments Japan",
            "entente commitments Greece --against Turkey --max-hops 1",
        ),
    ),
    NamedQuestion(
        name="interoperability-gaps",
        command="gaps",
        asks="What stands between forces that shall do something together, and what would close it?",
        question=InteroperabilityGapsQuestion,
        answer=InteroperabilityGaps,
        service=interoperability_gaps,
        in_words=gaps_in_words,
        examples=("entente gaps mission-hadr Poland Japan",),
    ),
    NamedQuestion(
        name="exchange-history",
        command="history",
        asks="What have nations, bodies, units or posts done together, and what has gone quiet?",
        question=ExchangeHistoryQuestion,
        answer=ExchangeHistory,
        service=exchange_history,
        in_words=history_in_words,
        examples=("entente history Poland USA",),
    ),
    NamedQuestion(
        name="brokers",
        command="brokers",
        asks="Who could bring two nations together?",
        question=BrokersQuestion,
        answer=Brokers,
        service=brokers,
        in_words=brokers_in_words,
        examples=("entente brokers Greece Turkey",),
    ),
    NamedQuestion(
        name="what-if",
        command="what-if",
        asks="What would change if a nation withdrew, joined, or lost something?",
        question=WhatIfQuestion,
        answer=WhatIf,
        service=what_if,
        in_words=difference_in_words,
        examples=('entente what-if "withdrawal USA north-atlantic-treaty" --between NOR --between JPN',),
    ),
    NamedQuestion(
        name="hadr-response",
        command="hadr",
        asks="After a disaster in a nation, who can help with what?",
        question=HadrResponseQuestion,
        answer=HadrResponse,
        service=hadr_response,
        in_words=response_in_words,
        examples=("entente hadr Philippines",),
    ),
    NamedQuestion(
        name="sharing",
        command="sharing",
        asks="May one nation share this with another, under which agreement, and what stops it?",
        question=SharingQuestion,
        answer=Sharing,
        service=sharing,
        in_words=sharing_in_words,
        examples=("entente sharing USA Japan",),
    ),
    NamedQuestion(
        name="engagement-balance",
        command="balance",
        asks="How is engagement with the major powers weighted, year by year?",
        question=EngagementBalanceQuestion,
        answer=EngagementBalance,
        service=engagement_balance,
        in_words=balance_in_words,
        examples=("entente balance Vietnam",),
    ),
    NamedQuestion(
        name="network-structure",
        command="structure",
        asks="What shape do alliances or exercises give the network of nations?",
        question=NetworkStructureQuestion,
        answer=NetworkStructure,
        service=network_structure,
        in_words=structure_in_words,
        examples=("entente structure",),
    ),
    NamedQuestion(
        name="engagement-plan",
        command="plan",
        asks="Which engagements and agreements would close the gaps between forces, within a budget and a calendar?",
        question=EngagementPlanQuestion,
        answer=EngagementPlan,
        service=engagement_plan,
        in_words=plan_in_words,
        examples=("entente plan mission-hadr Poland Japan",),
    ),
    NamedQuestion(
        name="attention",
        command="attention",
        asks="What needs attention: what ends, lapses, stands empty, or is told in two ways?",
        question=AttentionQuestion,
        answer=AttentionList,
        service=attention,
        in_words=attention_in_words,
        examples=("entente attention",),
    ),
)
