"""The guided tour inside Neo4j Browser: a guide of slides with saved queries, served on this machine alone.

Browser 5.24 plays guides from the host `localhost` whatever its server's configuration says, and asks for them from
another origin, so that they are served with leave for any.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from app.desk.saved import saved_queries

_PAGE = Path(__file__).with_name("tour.html")
_NAMED = re.compile(r"\{((?:parameters:)?\w+/\w+)\}")


def tour() -> str:
    """The guide, with the text of each query that it names in place. Raises KeyError for one that is not saved."""
    texts = {}
    for query in saved_queries():
        name = f"{query.folder.replace(' ', '_')}/{query.name}"
        texts[name] = f"{query.comment}\n{query.statement}"
        texts[f"parameters:{name}"] = "\n".join(f":param {one} => {value};" for one, value in query.parameters.items())
    return _NAMED.sub(lambda named: escape(texts[named[1]], quote=False), _PAGE.read_text(encoding="utf-8"))


@contextmanager
def served_tour() -> Iterator[str]:
    """Serve the guide for the length of the block, and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(tour().encode())) as server:
        serving = Thread(target=server.serve_forever, daemon=True)
        serving.start()
        try:
            yield f"http://localhost:{server.server_port}/tour.html"
        finally:
            server.shutdown()
            serving.join()


def _handler(page: bytes) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._head()
            self.wfile.write(page)

        def do_OPTIONS(self) -> None:
            self._head(length=0)

        def _head(self, length: int = len(page)) -> None:
            self.send_response(200)
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(length))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing: the console belongs to the command."""

    return Handler


_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*",
}
