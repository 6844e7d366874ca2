"""The questions that Entente answers. Each is named here once; HTTP, GraphQL and the command line are made of it."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.alliances import model as alliances
from app.alliances.service import alliance_paths
from app.alliances.text import paths_in_words
from app.answers.model import Answer, DatedQuestion
from app.commitments import model as commitments_model
from app.commitments.service import commitments
from app.commitments.text import commitments_in_words
from app.path_changes import model as path_changes_model
from app.path_changes.service import path_changes
from app.path_changes.text import changes_in_words


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
        name="alliance-paths",
        command="paths",
        asks="How are two nations allied on a day, and through whom?",
        question=alliances.AlliancePathsQuestion,
        answer=alliances.AlliancePaths,
        service=alliance_paths,
        in_words=paths_in_words,
        examples=("entente paths Norway Japan", "entente paths USA Russia --on 2012-07-01 --source cow-alliances"),
    ),
    NamedQuestion(
        name="alliance-path-changes",
        command="path-changes",
        asks="How do the alliance paths between two nations differ between two days?",
        question=path_changes_model.PathChangesQuestion,
        answer=path_changes_model.PathChanges,
        service=path_changes,
        in_words=changes_in_words,
        examples=("entente path-changes Finland USA --since 2023-01-01",),
    ),
    NamedQuestion(
        name="commitments",
        command="commitments",
        asks="If a nation is attacked, who is bound to defend it, and whom must it defend?",
        question=commitments_model.CommitmentsQuestion,
        answer=commitments_model.Commitments,
        service=commitments,
        in_words=commitments_in_words,
        examples=("entente commitments Japan", "entente commitments Greece --against Turkey --max-hops 1"),
    ),
)
