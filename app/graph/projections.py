"""What took long to make of large parts of the graph, kept for whoever asks for the same.

A projection is kept under all that it was made from, and who asked. So nothing is stale, nothing that one viewer may
see reaches another, and whether it is made anew depends on nothing that its viewer may not see.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakValueDictionary

MOST_KEPT = 16
"""The measures of 200 nations take less than a MiB."""

Projection = TypeVar("Projection")


class Projections:
    """The projections used last. One that several ask for at once is made once."""

    def __init__(self, *, most_kept: int = MOST_KEPT) -> None:
        self._most_kept = most_kept
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._being_made: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    def __len__(self) -> int:
        return len(self._kept)

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Projection]]) -> Projection:
        """The projection kept under `key`, or what `make` gives, which is kept. What `make` raises is not kept."""
        lock = self._being_made.setdefault(key, asyncio.Lock())
        async with lock:
            if key not in self._kept:
                self._kept[key] = await make()
            self._kept.move_to_end(key)
            found: Projection = self._kept[key]
            while len(self._kept) > self._most_kept:
                self._kept.popitem(last=False)
            return found
