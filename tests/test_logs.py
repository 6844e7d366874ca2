"""No log line holds a secret, wherever it is and whatever is logged."""

import json
from collections.abc import Iterator

import pytest
import structlog
from pydantic import SecretStr

from app.logs import configure_logs
from app.settings import Settings

PASSWORD = "correct-horse-battery"
KEY = f"entente_0123456789ab_{'a1' * 32}"
TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"
SECRETS = (PASSWORD, KEY, TOKEN, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "opaque-access-token-123456")


@pytest.fixture
def logs() -> Iterator[structlog.stdlib.BoundLogger]:
    before = structlog.get_config()
    configure_logs(Settings(neo4j_password=SecretStr(PASSWORD), log_format="json", log_level="debug"))
    yield structlog.get_logger("test")
    structlog.configure(**before)


def test_what_is_logged_holds_no_secret(logs: structlog.stdlib.BoundLogger, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise RuntimeError(f"bolt://neo4j:hunter22@graph:7687 refused {PASSWORD}; Authorization: Bearer {SECRETS[-1]}")
    except RuntimeError as error:
        logs.error("unexpected", exc_info=error)
    logs.info("request", path=f"/api/v1/nations/{KEY}", query={"token": "t0ps3cret-anything", "nested": [TOKEN]})
    logs.info(f"webhook {SECRETS[3]} for {TOKEN}", password="s3cr3t-of-another", status=200, cause=ValueError(KEY))
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert len(lines) == 3
    for secret in (*SECRETS, "hunter22", "t0ps3cret-anything", "s3cr3t-of-another"):
        assert secret not in written, secret
    assert lines[1]["path"] == "/api/v1/nations/[hidden]"
    assert lines[2]["status"] == 200
    assert "RuntimeError" in lines[0]["exception"]


def test_what_is_no_secret_is_logged_as_it_is(
    logs: structlog.stdlib.BoundLogger, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.info("query", query="alliances/commitments", rows=3, milliseconds=1.5, keys=["POL", "USA"], on=None, ok=True)
    line = json.loads(capsys.readouterr().err)
    assert (line["query"], line["rows"], line["milliseconds"]) == ("alliances/commitments", 3, 1.5)
    assert (line["keys"], line["on"], line["ok"]) == (["POL", "USA"], None, True)
