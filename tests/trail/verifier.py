"""A verifier of the trail that shares no code with it, written from the description in `app/trail/chain.py` alone."""

import hashlib
import json
from pathlib import Path

ESCAPED = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


def rfc8785(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        shown = (ESCAPED.get(ord(one), one if ord(one) > 31 else f"\\u{ord(one):04x}") for one in value)
        return '"' + "".join(shown) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(rfc8785, value)) + "]"
    assert isinstance(value, dict), value
    members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
    return "{" + ",".join(f"{rfc8785(name)}:{rfc8785(each)}" for name, each in members) + "}"


def is_sound(folder: Path) -> bool:
    """Whether every chain in a folder is; what follows the last line feed of a chain does not count."""
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".jsonl"))
    for chain in {name.split(".")[0] for name in names}:
        content = b"".join((folder / name).read_bytes() for name in names if name.split(".")[0] == chain)
        last, number = "0" * 64, 0
        for line in content.split(b"\n")[:-1]:
            entry = json.loads(line)
            if rfc8785(entry).encode() != line:
                return False
            said, number = entry.pop("hash", None), number + 1
            if (entry.get("previous"), entry.get("number"), entry.get("chain")) != (last, number, chain):
                return False
            last = hashlib.sha256(rfc8785(entry).encode()).hexdigest()
            if said != last:
                return False
    return True
