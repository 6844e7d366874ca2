"""A made-up Maven repository on this machine, that misbehaves as it is told to."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep

from app.engine.lock import Archive


def archive(name: str, content: bytes, *, classifier: str | None = None) -> Archive:
    return Archive(
        group="example.made.up",
        artifact=name,
        version="1.0",
        classifier=classifier,
        size=len(content),
        sha256=sha256(content).hexdigest(),
    )


@dataclass
class Mirror:
    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    """Content by path."""
    sent: dict[str, list[bytes]] = field(default_factory=dict)
    """What is sent in place of a file, once each; b"" for status 503."""
    cut: dict[str, int] = field(default_factory=dict)
    """Bytes after which a connection is cut, always."""
    seconds: float = 0
    """How long each answer takes."""
    requests: Counter[str] = field(default_factory=Counter)

    def add(self, archive: Archive, content: bytes) -> Archive:
        self.files[f"/{archive.path}"] = content
        return archive


@contextmanager
def serving(mirror: Mirror) -> Iterator[Mirror]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            mirror.requests[self.path] += 1
            sleep(mirror.seconds)
            instead = mirror.sent.get(self.path)
            content = instead.pop(0) if instead else mirror.files.get(self.path)
            if content is None:
                return self.send_error(404)
            if content == b"":
                return self.send_error(503)
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: mirror.cut.get(self.path)])
            return None

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Say nothing."""

        def log_error(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    mirror.address = f"http://127.0.0.1:{server.server_address[1]}/maven"
    mirror.files = {f"/maven{path}": content for path, content in mirror.files.items()}
    try:
        yield mirror
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
