"""Reads what stands in a folder of the trail, without the code that wrote it."""

import json
from pathlib import Path
from typing import Any


def entries(folder: Path) -> list[dict[str, Any]]:
    """All whole entries of the folder's chains but those that tell of the trail itself."""
    found = [
        json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_bytes().split(b"\n")[:-1]
    ]
    return [entry for entry in found if entry["transport"] != "service"]


def notes(folder: Path) -> list[dict[str, Any]]:
    """What the trail tells of itself."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_bytes().split(b"\n")[:-1]]
    return [entry for entry in map(json.loads, lines) if entry["transport"] == "service"]
