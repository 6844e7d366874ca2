"""What stands between a GraphQL request and the graph: documents are named, bounded and priced before they run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cross_web import StarletteRequestAdapter
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_operation_ast,
    parse,
    validate,
)
from starlette.requests import Request
from strawberry.extensions import SchemaExtension
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from app.errors import EntenteError
from app.settings import Settings
from app.web.cost import DocumentRefused, Limits, Price, PriceList, check_price, check_variables, refused
from app.web.documents import document_hash, document_text, read_documents

_CUT_SHORT = "Parsing aborted."
"""With this ends what graphql-core says of a document that exceeds a limit, and of no other."""

_MOST_FAULTS = 5
"""The most faults that are told of a document: for each, all of the schema is searched for what was meant."""


_MOST_KEPT, _MOST_KEPT_LENGTH = 500, 10_000
"""Documents that are kept once they are found valid, and how long they may be: 50 MB of syntax trees at the worst."""


@dataclass(frozen=True, kw_only=True)
class Protection:
    """What a service lets run: documents within limits, and none but `documents` where there are any."""

    limits: Limits
    documents: Mapping[str, str] | None = None


def protection(settings: Settings) -> Protection:
    """As the operator chose. Raises InvalidInput for trusted documents that cannot be read."""
    trusted = settings.graphql_documents
    return Protection(
        limits=Limits(
            cost=settings.graphql_cost,
            depth=settings.graphql_depth,
            aliases=settings.graphql_aliases,
            questions=settings.graphql_questions,
            tokens=settings.graphql_tokens,
            bytes=settings.graphql_bytes,
        ),
        documents=None if trusted is None else read_documents(trusted),
    )


class Guard(SchemaExtension):
    """Refuses one document, or lets it run; says in `extensions.cost` what it costs.

    `sound` keeps documents that were found valid, by their text; what they cost depends on their variables too, and is
    counted each time. Whatever is wrong is told when Strawberry would validate: at that step alone its requests, its
    streams and its WebSocket answer in the same way. Until then one that asks nothing stands in for a refused one.
    """

    def __init__(self, chosen: Protection, prices: PriceList, sound: dict[str, DocumentNode]) -> None:
        self._chosen = chosen
        self._prices = prices
        self._sound = sound
        self._price: Price | None = None
        self._faults: list[GraphQLError] = []

    def on_operation(self) -> Iterator[None]:
        """Find the document that the request means."""
        context = self.execution_context
        try:
            context.query = _text(self._chosen, context.query, context.operation_extensions or {})
        except EntenteError as error:
            self._stop(error)
        yield

    def on_parse(self) -> Iterator[None]:
        """Parse it, within limits."""
        context = self.execution_context
        if context.query and not self._faults:
            try:
                known = self._sound.get(context.query)
                context.graphql_document = known or _parsed(context.query, self._chosen.limits)
            except (EntenteError, GraphQLError) as error:
                self._stop(error)
        yield

    def on_validate(self) -> Iterator[None]:
        """Price it, and validate it only where it may run."""
        context = self.execution_context
        if context.graphql_document and not self._faults:
            try:
                self._check(context.graphql_document, context.variables or {})
            except EntenteError as error:
                self._stop(error)
            else:
                self._faults = self._once_validated(context.query or "", context.graphql_document)
        context.pre_execution_errors = self._faults
        yield

    def get_results(self) -> dict[str, Any]:
        """The cost of the document; null where it was refused before it could be counted."""
        return {"cost": cost_of(self._price, self._chosen.limits)}

    def _check(self, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        limits = self._chosen.limits
        asked = get_operation_ast(document, self.execution_context.operation_name)
        if asked is not None and asked.operation is not OperationType.MUTATION:
            self.execution_context.context.check_reads()
        check_variables(variables, limits)
        self._price = self._prices.price(document, variables, self.execution_context.operation_name)
        check_price(self._price, limits)
        self.execution_context.context.pay(self._price.requested)

    def _once_validated(self, text: str, document: DocumentNode) -> list[GraphQLError]:
        """What is wrong with a document, which is looked for once: clients send the same ones again and again."""
        if text in self._sound:
            return []
        faults = self._validated(document)
        if not faults and len(text) <= _MOST_KEPT_LENGTH:
            if len(self._sound) >= _MOST_KEPT:
                self._sound.pop(next(iter(self._sound)))
            self._sound[text] = document
        return faults

    def _validated(self, document: DocumentNode) -> list[GraphQLError]:
        """What is wrong with it, by the rules of GraphQL and by Strawberry's own, but not without end."""
        context = self.execution_context
        rules = (*context.validation_rules, MaybeNullValidationRule, OneOfInputValidationRule)
        return validate(context.schema._schema, document, rules, max_errors=_MOST_FAULTS)

    def _stop(self, error: EntenteError | GraphQLError) -> None:
        told = error if isinstance(error, GraphQLError) else GraphQLError(error.detail, original_error=error)
        context = self.execution_context
        self._faults = [told]
        context.graphql_document = _asks_nothing(context.operation_name)


def cost_of(price: Price | None, limits: Limits) -> dict[str, int | None]:
    """What `extensions.cost` says."""
    return {
        "requested": price.requested if price else None,
        "limit": limits.cost,
        "depth": price.depth if price else None,
    }


class BoundedRequest(StarletteRequestAdapter):
    """A request of which no more than `most` bytes are ever read."""

    def __init__(self, request: Request, *, most: int) -> None:
        super().__init__(request)
        self._most = most

    async def get_body(self) -> bytes:
        """The body. Raises DocumentRefused once more than `most` bytes have come."""
        body = bytearray()
        async for chunk in self._request.stream():
            body += chunk
            check_size(len(body), self._most)
        return bytes(body)


def check_size(size: int, most: int) -> None:
    """Raise DocumentRefused for more than `most` bytes."""
    if size > most:
        raise refused(f"more than {most:,}", most, "comes in a request of {} bytes")


def _text(chosen: Protection, query: str | None, extensions: Mapping[str, Any]) -> str | None:
    if chosen.documents is not None:
        return document_text(chosen.documents, query, extensions)
    if not query and document_hash(extensions):
        raise DocumentRefused("No documents are kept here; send the text of this one as `query`.", field="query")
    return query


def _parsed(text: str, limits: Limits) -> DocumentNode:
    check_size(len(text), limits.bytes)
    try:
        return parse(text, max_lexical_tokens=limits.tokens, max_comments=limits.tokens)
    except GraphQLError as error:
        if not error.message.endswith(_CUT_SHORT):
            raise
        said = error.message.removeprefix("Syntax Error: Document ").removesuffix(_CUT_SHORT).strip()
        raise DocumentRefused(f"The document {said}", field="query") from error


def _asks_nothing(operation: str | None) -> DocumentNode:
    nothing = SelectionSetNode(selections=(FieldNode(name=NameNode(value="__typename"), arguments=(), directives=()),))
    name = NameNode(value=operation) if operation else None
    return DocumentNode(
        definitions=(OperationDefinitionNode(operation=OperationType.QUERY, name=name, selection_set=nothing),)
    )
