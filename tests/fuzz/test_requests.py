"""Every operation of the OpenAPI document and every root field of the GraphQL schema, asked at random.

Rightly and wrongly: no failure, no answer that is not described, no leak of what is inside the service.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
import schemathesis
from hypothesis import strategies
from schemathesis import GenerationMode
from schemathesis.graphql import nodes

from app.web.graphql import sdl
from tests.fuzz.made_up import faults

RIGHT, WRONG = GenerationMode.POSITIVE, GenerationMode.NEGATIVE

schemathesis.graphql.scalar("JSON", strategies.text(max_size=20).map(nodes.String))


def fuzzed(schema: Any, base: str, examples: int, modes: Sequence[GenerationMode]) -> tuple[int, list[str]]:
    operations = [each.ok() for each in schema.get_all_operations()]
    found = [
        fault
        for operation in operations
        for fault in faults(operation, base=base, examples=examples, modes=tuple(modes))
    ]
    return len(operations), found


@pytest.mark.timeout(1_800)
async def test_whatever_is_asked_over_http_is_answered_as_described(base: str, examples: int) -> None:
    schema = await asyncio.to_thread(schemathesis.openapi.from_url, f"{base}/openapi.json")
    operations, found = await asyncio.to_thread(fuzzed, schema, base, examples, (RIGHT, WRONG))
    assert operations > 100
    assert not found, "\n".join([f"{len(found)} faults", *found[:40]])


@pytest.mark.timeout(1_800)
async def test_whatever_is_asked_over_graphql_is_answered(base: str, examples: int) -> None:
    schema = schemathesis.graphql.from_file(sdl())
    schema.config.update(base_url=f"{base}/graphql")
    operations, found = await asyncio.to_thread(fuzzed, schema, f"{base}/graphql", examples, (RIGHT,))
    assert operations > 50
    assert not found, "\n".join([f"{len(found)} faults", *found[:40]])
