"""Write the lock file of a new engine version: `python -m app.engine.make_lock 2026.09.0 FOLDER`.

FOLDER holds the archives in Maven layout, and nothing else. Maven itself resolves them, because `jgo` takes optional
and test archives along and chooses other versions than Maven does. With a POM that depends on
`org.neo4j:neo4j:VERSION`, `org.neo4j.app:neo4j-server:VERSION` and `org.neo4j.client:neo4j-browser:5.24.0`:

    mvn dependency:copy-dependencies -DincludeScope=runtime -Dmdep.useRepositoryLayout=true -DoutputDirectory=FOLDER

The version then also goes into `app.settings.EngineVersion`.
"""

import sys
from hashlib import sha256
from pathlib import Path

from app.engine.lock import Archive

_LOCKS = Path(__file__).with_name("locks")


def lock_text(folder: Path, *, version: str) -> str:
    """The text of a lock file for every archive in a folder of Maven layout, ordered by coordinates."""
    lines = sorted(archive_of(jar, folder=folder).as_line() for jar in folder.rglob("*.jar"))
    title = f"# Archives of Neo4j Community {version} with Neo4j Browser: coordinates, size in bytes, SHA-256."
    return "\n".join([title, *lines, ""])


def archive_of(jar: Path, *, folder: Path) -> Archive:
    """What a file in a folder of Maven layout is. Raises ValueError where its name contradicts its place."""
    *group, artifact, version, file_name = jar.relative_to(folder).parts
    prefix = f"{artifact}-{version}"
    if not file_name.startswith(prefix):
        raise ValueError(f"{jar} is not in Maven layout: its name would start with {prefix}")
    content = jar.read_bytes()
    return Archive(
        group=".".join(group),
        artifact=artifact,
        version=version,
        classifier=file_name.removeprefix(prefix).removesuffix(".jar").removeprefix("-") or None,
        size=len(content),
        sha256=sha256(content).hexdigest(),
    )


if __name__ == "__main__":
    named, source = sys.argv[1:]
    (_LOCKS / f"neo4j-{named}.lock").write_text(lock_text(Path(source), version=named), encoding="utf-8")
