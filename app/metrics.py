"""What Prometheus can scrape, by the name of the query."""

from prometheus_client import Counter, Histogram

QUERY_SECONDS = Histogram(
    "entente_query_seconds",
    "Seconds of a named query, from call to last row.",
    ["query"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)
QUERY_FAILURES = Counter("entente_query_failures", "Named queries that failed, by error code.", ["query", "code"])
REQUESTS = Counter("entente_requests", "Requests by route and status.", ["route", "status"])
