"""Access tokens: readable by any JOSE library, and refused when anything about them is not ours."""

import base64
import json
import time
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, OKPKey

from chalicelib.core import auth
from chalicelib.core.ids import ulid
from tests.people import Network, Person

# RFC 9864 calls it Ed25519; the name in RFC 8037 is the one that libraries everywhere know.
pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated via RFC 9864")


@pytest.fixture(scope="module")
def person(found_network: Any) -> Person:
    network: Network = found_network("Tokens")
    return network.owner


def key_set(client: httpx.Client) -> KeySet:
    return KeySet.import_key_set(client.get("/v1/keys").json())


def status(person: Person, token: str) -> int:
    return person.client.get("/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code


def parts(token: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    header, payload, signature = token.split(".")
    return decoded(header), decoded(payload), signature


def decoded(part: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=="))
    return found


def encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def test_joserfc_reads_our_tokens_by_the_published_keys(person: Person, client: httpx.Client) -> None:
    token = jwt.decode(person.token, key_set(client), algorithms=["EdDSA"])
    jwt.JWTClaimsRegistry(exp={"essential": True}, iat={"essential": True}).validate(token.claims)
    assert (token.header["typ"], token.claims["sub"], token.claims["tid"]) == (
        "at+jwt", person.id, person.network.tenant,
    )  # fmt: skip
    assert token.claims["exp"] - token.claims["iat"] == auth.ACCESS_SECONDS == 600


def test_the_published_keys_hold_nothing_private(client: httpx.Client) -> None:
    for key in client.get("/v1/keys").json()["keys"]:
        assert set(key) == {"kty", "crv", "use", "alg", "kid", "x"}


def test_a_token_is_good_as_it_is(person: Person) -> None:
    assert status(person, person.token) == 200


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_token_with_one_character_changed_is_refused(place: int, person: Person) -> None:
    tokens = person.token.split(".")
    middle = len(tokens[place]) // 2
    other = "A" if tokens[place][middle] != "A" else "B"
    tokens[place] = tokens[place][:middle] + other + tokens[place][middle + 1 :]
    assert status(person, ".".join(tokens)) == 401


@pytest.mark.parametrize("algorithm", ["none", "None", "", "HS256", "EdDSA "])
@pytest.mark.parametrize("signature", ["", "the same"])
def test_another_algorithm_is_refused(algorithm: str, signature: str, person: Person) -> None:
    header, payload, ours = parts(person.token)
    token = f"{encoded(header | {'alg': algorithm})}.{encoded(payload)}.{ours if signature else ''}"
    assert status(person, token) == 401


def test_a_token_signed_with_the_public_key_as_a_password_is_refused(
    person: Person, client: httpx.Client
) -> None:
    header, payload, _ = parts(person.token)
    public = OctKey.import_key(base64.urlsafe_b64decode(client.get("/v1/keys").json()["keys"][0]["x"] + "=="))
    forged = jwt.encode(header | {"alg": "HS256"}, payload, public, algorithms=["HS256"])
    assert status(person, forged) == 401


def test_a_token_signed_by_somebody_else_is_refused(person: Person) -> None:
    header, payload, _ = parts(person.token)
    forged = jwt.encode(header, payload, OKPKey.generate_key("Ed25519"), algorithms=["EdDSA"])
    assert status(person, forged) == 401


def test_an_expired_token_is_refused(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    with monkeypatch.context() as earlier:
        earlier.setattr(auth.time, "time", lambda: now - auth.ACCESS_SECONDS - 1)
        old = auth.access_token(person.network.tenant, person.id, person.session["id"])
    assert status(person, old) == 401


def ours(person: Person, **claims: Any) -> str:
    """A token that we signed, with other claims."""
    _, payload, _ = parts(person.token)
    kid, key = auth._signing_key(auth._secrets(auth.HOUR)[0])
    signed = f"{encoded({'alg': 'EdDSA', 'typ': 'at+jwt', 'kid': kid})}.{encoded(payload | claims)}"
    return f"{signed}.{base64.urlsafe_b64encode(key.sign(signed.encode())).decode().rstrip('=')}"


def test_this_test_can_make_a_good_token(person: Person) -> None:
    assert status(person, ours(person)) == 200


def test_a_token_for_another_network_finds_nobody_there(person: Person, found_network: Any) -> None:
    assert status(person, ours(person, tid=found_network("Other").tenant)) == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": ulid()},
        {"sub": ""},
        {"sub": 1},
        {"sub": None},
        {"tid": "~"},
        {"tid": ""},
        {"tid": "A#B"},
        {"exp": "x"},
    ],
)
def test_claims_of_nobody_are_refused(claims: dict[str, Any], person: Person) -> None:
    assert status(person, ours(person, **claims)) == 401


def test_a_refresh_token_is_no_access_token(person: Person) -> None:
    assert status(person, person.session["refresh_token"]) == 401


@pytest.mark.parametrize(
    "token",
    [
        ".",
        "..",
        "...",
        "a.b",
        "e30.e30.e30",
        "W10.W10.W10",
        "bnVsbA.bnVsbA.",
        "x" * 5000,
        "\xff.\xff.\xff",
        "%00",
    ],
)
def test_garbage_is_refused(token: str, person: Person) -> None:
    headers = {"Authorization": b"Bearer " + token.encode("latin-1")}
    assert person.client.get("/v1/me", headers=headers).status_code == 401  # type: ignore[arg-type]


@pytest.mark.parametrize("header", ["bearer {}", "BEARER {}", "Bearer  {}"])
def test_the_schemes_name_is_read_without_case(header: str, person: Person) -> None:
    answer = person.client.get("/v1/me", headers={"Authorization": header.format(person.token)})
    assert answer.status_code == 200
