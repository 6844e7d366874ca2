"""Every setting of Entente, in one place.

Read from the environment, then from a `.env` file in the working directory. The README lists each of them; a test
fails when one is missing there.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import invalid
from app.record.releasability import Marking, Viewer

EngineVersion = Literal["2026.08.1", "5.26.30"]


class Settings(BaseSettings):
    """What an operator can choose. Frozen: a running service never changes its mind."""

    model_config = SettingsConfigDict(
        env_file=".env", env_prefix="ENTENTE_", frozen=True, extra="ignore", populate_by_name=True
    )

    neo4j_uri: str | None = Field(
        None,
        validation_alias=AliasChoices("NEO4J_URI"),
        description="Neo4j to use (bolt://, neo4j://, neo4j+s://). Unset: the embedded engine.",
    )
    neo4j_username: str = Field("neo4j", validation_alias=AliasChoices("NEO4J_USERNAME"), description="Its user name.")
    neo4j_password: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("NEO4J_PASSWORD"),
        description="Its password. The embedded engine makes its own.",
    )
    neo4j_database: str = Field("neo4j", validation_alias=AliasChoices("NEO4J_DATABASE"), description="Its database.")

    home: Path = Field(Path(".entente"), description="Folder of the embedded engine: graph, password, logs, lock.")
    engine: EngineVersion = Field("2026.08.1", description="Version of the embedded Neo4j.")
    engine_bolt_port: int | None = Field(
        None, ge=1, le=65535, description="Bolt port. Unset: 7687, or the next free one."
    )
    engine_http_port: int | None = Field(
        None, ge=1, le=65535, description="Neo4j Browser's port. Unset: 7474, or the next free one."
    )
    engine_heap_mib: int = Field(512, ge=256, description="Java heap of the embedded engine, in MiB.")
    engine_page_cache_mib: int = Field(128, ge=16, description="Page cache of the embedded engine, in MiB.")
    engine_query_mib: int | None = Field(
        None, ge=1, description="Most memory of one query in the embedded engine, in MiB. Unset: what the heap has."
    )
    engine_start_seconds: float = Field(120, gt=0, description="How long the engine may take to start.")
    cache: Path = Field(
        Path(platformdirs.user_cache_dir("entente")), description="Where downloaded archives are kept, shared by all."
    )
    archives_url: str | None = Field(
        None, description="Maven repository to fetch the engine from. Unset: the public one."
    )

    host: str = Field("127.0.0.1", description="Address that the service listens on.")
    port: int | None = Field(None, ge=1, le=65535, description="Its port. Unset: 8000, or the next free one.")
    trusted_proxies: str = Field(
        "", description="Addresses of proxies, by commas, whose X-Forwarded-For is believed. Unset: nobody's."
    )
    cors_origins: str = Field(
        "", description="Origins of pages elsewhere that may ask this service, https://…, by commas. Unset: none."
    )
    budget: int | None = Field(
        None,
        ge=1,
        description="Most that a caller may cost a minute, in the unit of GraphQL documents. Unset: 5,000,000 where "
        "keys are asked for, and no limit elsewhere.",
    )
    streams: int = Field(20, ge=1, description="Most streams and WebSockets that a caller may have open at once.")
    request_bytes: int = Field(1_000_000, ge=1, description="Most bytes of any other request than an upload.")
    request_seconds: float = Field(60, gt=0, description="Time limit of a request: to be sent and to be answered.")
    query_seconds: float = Field(10, gt=0, description="Time limit of one query.")
    connect_seconds: float = Field(3, gt=0, description="How long a call may look for a database that does not answer.")
    release: Path | None = Field(
        None, description="Folder of a released copy, which answers statements in Cypher. Unset: none are answered."
    )
    release_heap_mib: int = Field(256, ge=256, description="Java heap of the copy's engine, in MiB.")
    cypher_seconds: float = Field(10, gt=0, description="Time limit of a statement that is put to the copy.")
    cypher_bytes: int = Field(10_000_000, ge=1, description="Most bytes of the answer to one.")
    viewer_clearance: int = Field(
        0, ge=0, le=4, description="Clearance of every caller without a key, 0 unclassified to 4 top secret."
    )
    viewer_nationality: str | None = Field(
        None, description="Nationality of every caller without a key, as a nation's key (POL)."
    )
    authentication: Literal["none", "required"] = Field(
        "none", description="Whether callers need a key or a token. `none` only where the service listens on loopback."
    )
    allowed_hosts: str = Field(
        "", description="Names of this machine that a service without keys answers to besides localhost, by commas."
    )
    oidc_issuer: str | None = Field(
        None, description="Issuer of OIDC access tokens that are accepted, https://…. Unset: keys only."
    )
    oidc_audience: str | None = Field(None, description="Audience that such a token must be meant for.")
    oidc_roles_claim: str = Field("roles", description="Claim with a token's roles; dots lead into objects.")
    oidc_clearance_claim: str = Field("clearance", description="Claim with its clearance, 0 to 4. Absent: 0.")
    oidc_nationality_claim: str = Field("nationality", description="Claim with its nationality. Absent: none.")
    writes: bool = Field(False, description="Whether callers may write facts and set up webhooks.")
    webhook_private: bool = Field(False, description="Whether webhooks may send to private addresses, and without TLS.")
    graphql_cost: int = Field(
        500_000, ge=1, description="Most that a GraphQL document may cost: values in its answer, and work to find them."
    )
    graphql_depth: int = Field(16, ge=1, description="Most levels of fields, or of a variable, in a GraphQL document.")
    graphql_aliases: int = Field(30, ge=0, description="Most aliases in a GraphQL document.")
    graphql_questions: int = Field(10, ge=1, description="Most questions that one GraphQL document may ask.")
    graphql_tokens: int = Field(
        2_000, ge=1, description="Most tokens or comments in a GraphQL document, and values in its variables."
    )
    graphql_bytes: int = Field(100_000, ge=1, description="Most bytes of a GraphQL request.")
    graphql_documents: Path | None = Field(
        None,
        description="The only GraphQL documents that run: folder of .graphql files, or JSON file of SHA-256 to text. "
        "Unset: all run.",
    )
    import_bytes: int = Field(100_000_000, ge=1, description="Most bytes of an upload, packed and unpacked.")
    import_seconds: float = Field(3_600, gt=0, description="Time limit of the import of an upload.")
    trail: Path | None = Field(None, description="Folder of the audit trail. Unset: `trail` in ENTENTE_HOME.")
    log_format: Literal["json", "text"] = Field("json", description="How log lines look.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least severity logged.")

    @property
    def other_hosts(self) -> tuple[str, ...]:
        """The names in `allowed_hosts`."""
        return _listed(self.allowed_hosts)

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins in `cors_origins`."""
        return _listed(self.cors_origins)

    @property
    def of_release(self) -> "Settings | None":
        """The settings of the released copy's engine: home and ports of its own, and bounds for what it is asked."""
        if self.release is None:
            return None
        bounded = {"engine_heap_mib": self.release_heap_mib, "engine_query_mib": self.release_heap_mib // 4}
        own = {"home": self.release, "engine_bolt_port": None, "engine_http_port": None, "neo4j_uri": None}
        return self.model_copy(update={**own, **bounded})

    @property
    def trail_folder(self) -> Path:
        """Where the audit trail is kept."""
        return self.trail or self.home / "trail"

    @property
    def viewer(self) -> Viewer:
        """Who asks on this machine, without a key or a token."""
        return Viewer(clearance=Marking(self.viewer_clearance), nationality=self.viewer_nationality)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


@cache
def settings() -> Settings:
    """The settings of this process, read once. Raises InvalidInput that names the variables that are wrong."""
    try:
        return Settings()
    except ValidationError as error:
        raise invalid({**each, "loc": (variable(str(each["loc"][0])),)} for each in error.errors()) from error


def variable(field: str) -> str:
    """The environment variable of a setting."""
    return field.upper() if field.upper().startswith("NEO4J_") else f"ENTENTE_{field.upper()}"
