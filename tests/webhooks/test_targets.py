"""Where webhooks may send to. No name is looked up here but that of this machine."""

import pytest

from app.errors import InvalidInput
from app.webhooks.targets import target_of


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "[::1]", "[fd00::1]", "[fe80::1]", "[::ffff:10.0.0.1]", "[::ffff:8.8.8.8]", "[64:ff9b::a00:1]", "224.0.0.1",
        "[2002:a00:1::]", "2130706433", "0x7f.1",
    ],
)  # fmt: skip
async def test_what_is_inside_is_refused(host: str) -> None:
    with pytest.raises(InvalidInput, match=r"is inside a private network|is not known|is not an address"):
        await target_of(f"https://{host}/hook", private=False)


@pytest.mark.parametrize(
    "address", ["http://8.8.8.8/", "ftp://8.8.8.8/", "https:///x", "8.8.8.8", "https://a:b@8.8.8.8/", "https://[x/"]
)
async def test_what_is_no_plain_https_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidInput) as error:
        await target_of(address, private=False)
    assert error.value.field == "url"


async def test_an_attempt_goes_to_the_address_that_was_checked() -> None:
    target = await target_of("http://localhost:8123/hook?a=b", private=True)
    assert target.url.host in ("127.0.0.1", "::1")
    assert (target.host, target.server) == ("localhost:8123", "localhost")
    assert target.url.raw_path == b"/hook?a=b"
    assert (await target_of("https://8.8.8.8/hook", private=False)).server == "8.8.8.8"
