import asyncio
import socket

from app.cli.serving import _listener
from app.settings import Settings


async def test_what_is_sent_leaves_at_once() -> None:
    """Without TCP_NODELAY the body of an answer waits until its headers are acknowledged, for 40 ms."""
    listener = _listener(Settings())
    kept: list[int] = []

    async def served(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        kept.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    server = await asyncio.start_server(served, sock=listener)
    async with server:
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        assert await reader.read() == b""
        writer.close()
    assert kept
    assert all(kept)
