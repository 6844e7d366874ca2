"""Asks a service through the client that openapi-python-client makes. Run by that generator's Python."""
# mypy: ignore-errors
# The client is not there before the test has generated it.

import json
import sys
from datetime import date
from pathlib import Path

from entente_client.api.imports import get_jobs, post_imports
from entente_client.api.questions import get_alliance_paths, post_what_if
from entente_client.api.sources import get_sources
from entente_client.models import Problem, WhatIfQuestion
from entente_client.types import File

from entente_client import Client

client = Client(base_url=sys.argv[1])
on = date(2024, 7, 1)

paths = get_alliance_paths.sync(client=client, from_="Norway", to="Japan", on=on, limit=1)
changes = [{"kind": "withdrawal", "nations": ["USA"], "agreement": "north-atlantic-treaty"}]
question = WhatIfQuestion.from_dict({"changes": changes, "between": ["NOR", "JPN"], "on": "2024-07-01", "limit": 3})
changed = post_what_if.sync(client=client, body=question)
wrong = get_alliance_paths.sync(client=client, from_="Norway", to="Japann", on=on)
assert isinstance(wrong, Problem)
with Path(sys.argv[2]).open("rb") as archive:
    job = post_imports.sync(client=client, body=File(payload=archive))
jobs = get_jobs.sync(client=client)
said = {
    "nations": [nation.name for nation in paths.paths[0].nations],
    "paths": paths.to_dict(),
    "what-if": changed.to_dict(),
    "problem": wrong.to_dict(),
    "sources": [source.key for source in get_sources.sync(client=client)],
    "jobs": [[each.id == job.id, each.files[0].dataset] for each in jobs],
}
sys.stdout.write(json.dumps(said))
