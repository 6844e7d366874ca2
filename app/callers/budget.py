"""What a caller may cost in a minute. A price is made of what is asked for alone, never of what is found."""

from dataclasses import dataclass
from time import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from app.errors import EntenteError

WINDOW_SECONDS = 60


class RateLimited(EntenteError):
    """A caller has asked for too much in too short a time."""

    code, status, exit_code, title = "RATE_LIMITED", 429, 6, "Too many requests"

    def __init__(self, detail: str, *, retry_seconds: int) -> None:
        super().__init__(detail)
        self.retry_seconds = retry_seconds


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is left of a caller's budget, and in how many seconds all of it is there again."""

    remaining: int
    seconds: int


class Budget:
    """The budgets of all callers of one process, each `most` a minute."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._limit = RateLimitItemPerMinute(most)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def spend(self, caller: str, cost: int) -> Standing:
        """Take `cost` off a caller's budget. Raises RateLimited, and takes nothing, where that is more than is left."""
        spent = self._limiter.hit(self._limit, caller, cost=cost)
        left = self._limiter.get_window_stats(self._limit, caller)
        seconds = max(1, round(left.reset_time - time()))
        if spent:
            return Standing(remaining=max(left.remaining, 0), seconds=seconds)
        if cost > self.most:
            detail = f"This alone costs {cost:,}, and a caller may cost {self.most:,} a minute. Ask for less at once."
        else:
            detail = (
                f"This costs {cost:,}, and {max(left.remaining, 0):,} is left of the {self.most:,} that a caller may "
                f"cost a minute. Ask again in {seconds} s."
            )
        raise RateLimited(detail, retry_seconds=seconds)
