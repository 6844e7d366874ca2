"""An issuer of access tokens on loopback, over HTTP. It signs with another library than the service checks with."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Response
from joserfc import jwt
from joserfc.jwk import ECKey, KeyParameters, OKPKey, RSAKey

Key = RSAKey | ECKey | OKPKey
AUDIENCE = "entente"


def key_of(algorithm: str, kid: str) -> Key:
    parameters: KeyParameters = {"kid": kid, "use": "sig", "alg": algorithm}
    if algorithm.startswith("RS"):
        return RSAKey.generate_key(2048, parameters)
    if algorithm == "ES256":
        return ECKey.generate_key("P-256", parameters)
    return OKPKey.generate_key("Ed25519", parameters)


@dataclass
class LocalIssuer:
    """What it publishes, and how often it was asked."""

    url: str = ""
    named: str | None = None
    keys: list[Key] = field(default_factory=lambda: [key_of("RS256", "first")])
    answers: bool = True
    asked: int = 0

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/.well-known/openid-configuration")
        async def configuration(response: Response) -> dict[str, str]:
            response.status_code = 200 if self.answers else 500
            return {"issuer": self.named or self.url, "jwks_uri": f"{self.url}/jwks"}

        @app.get("/jwks")
        async def jwks() -> dict[str, Any]:
            self.asked += 1
            return {"keys": [key.as_dict(private=False) for key in self.keys]}

        return app

    def claims(self, **changed: Any) -> dict[str, Any]:
        now = int(time.time())
        claims = {"iss": self.url, "aud": AUDIENCE, "sub": "anna", "iat": now, "nbf": now, "exp": now + 300}
        return {name: value for name, value in {**claims, **changed}.items() if value is not None}

    def token(self, *, key: Key | None = None, algorithm: str = "RS256", kid: str | None = None, **changed: Any) -> str:
        signing = key or self.keys[0]
        header = {"alg": algorithm, "kid": kid or signing.kid}
        return jwt.encode(header, self.claims(**changed), signing, algorithms=[algorithm])

    def forged(self, algorithm: str) -> str:
        """Put together by hand, since libraries refuse to: `none`, or HS256 with the public key as what both share."""
        header = {"alg": algorithm, "kid": self.keys[0].kid}
        signed = ".".join(_encoded(json.dumps(part).encode()) for part in (header, self.claims()))
        if algorithm == "none":
            return f"{signed}."
        secret = self.keys[0].as_pem(private=False)
        return f"{signed}.{_encoded(hmac.digest(secret, signed.encode(), 'sha256'))}"


def _encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()
