"""Signatures, against the example of the Standard Webhooks specification, and as a receiver checks them."""

import hmac
from base64 import b64decode, b64encode
from hashlib import sha256

from app.webhooks.signing import headers, new_secret, signature

BODY = b'{"test": 2432232314}'


def test_the_published_example() -> None:
    """From the libraries of Standard Webhooks."""
    given = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", message="msg_p5jXN8AQM9LWM0D4loKWxJek", sent_at=1614265330, body=BODY
    )
    assert given == "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_can_check_it() -> None:
    secret = new_secret()
    given = headers(secret, message="msg_1", sent_at=17, body=BODY)
    signed = b".".join((given["webhook-id"].encode(), given["webhook-timestamp"].encode(), BODY))
    expected = hmac.new(b64decode(secret.removeprefix("whsec_")), signed, sha256).digest()
    assert given["webhook-signature"] == f"v1,{b64encode(expected).decode()}"
    assert len(b64decode(secret.removeprefix("whsec_"))) == 32
    assert new_secret() != secret
