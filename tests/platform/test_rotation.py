"""The signing secret rotates, and nobody is signed out by it: step by step, as Secrets Manager asks."""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from chalicelib.core import auth, secrets, settings
from chalicelib.core.errors import Unauthorized, Unavailable
from chalicelib.core.secrets import HOUR, MINUTE
from chalicelib.platform import rotation
from infra.local import lambdas
from infra.local.cloud import Cloud
from tests.people import Network, Person

STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")


class Process:
    """Another process of ours: what it has read of the secret, and how often it asked."""

    def __init__(self) -> None:
        self.kept = secrets._Kept()
        self.reads = 0

    @contextmanager
    def at_work(self) -> Iterator[None]:
        read = secrets._read

        def counted(arn: str) -> dict[str, str]:
            self.reads += 1
            return read(arn)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(secrets, "_kept", lambda _arn: self.kept)
            patch.setattr(secrets, "_read", counted)
            yield

    def sleep(self, seconds: float) -> None:
        self.kept.asked -= seconds

    def sign(self, person: Person) -> str:
        with self.at_work():
            return auth.access_token(person.network.tenant, person.id, person.session["id"])

    def takes(self, token: str) -> bool:
        with self.at_work():
            try:
                auth.verified(token)
            except Unauthorized:
                return False
            return True

    def seal(self) -> str:
        with self.at_work():
            return auth.seal("test", "fact")

    def opens(self, proof: str) -> bool:
        with self.at_work():
            return auth.sealed(proof, "test", "fact")


@pytest.fixture(scope="module")
def person(found_network: Any) -> Person:
    network: Network = found_network("Keys")
    return network.owner


@pytest.fixture(autouse=True)
def restored(cloud: Cloud) -> Iterator[None]:
    """Other tests' tokens are signed with what is there before."""
    manager = cloud.aws.client("secretsmanager")
    before = manager.get_secret_value(SecretId=settings.signing_secret())["SecretString"]
    yield
    manager.put_secret_value(SecretId=settings.signing_secret(), SecretString=before)
    secrets._kept(settings.signing_secret()).asked = 0


@pytest.fixture
def step(cloud: Cloud) -> Callable[[str, str], None]:
    """Calls the function as it is deployed, held to its policy."""
    app = lambdas.load_app()
    [declared] = [one for one in app.pure_lambda_functions if one.name == "rotate_keys"]
    function = lambdas.Function("rotate_keys", lambdas._handler(app, declared))
    arn = cloud.resources["SigningSecret"]

    def ask(name: str, token: str) -> None:
        function.invoke({"Step": name, "SecretId": arn, "ClientRequestToken": token})

    return ask


@pytest.fixture
def rotate(step: Callable[[str, str], None]) -> Callable[[], None]:
    def all_steps() -> None:
        token = str(uuid.uuid4())
        for name in STEPS:
            step(name, token)

    return all_steps


@pytest.fixture
def prepared(rotate: Callable[[], None]) -> None:
    """As every stack is: its first rotation has published a next key."""
    rotate()


def signer(token: str) -> str:
    """The id of the key that signed it."""
    kid: str = json.loads(auth._unb64(token.partition(".")[0]))["kid"]
    return kid


def stored() -> dict[str, str]:
    return secrets._read(settings.signing_secret())


def test_the_first_rotation_publishes_a_key_and_signs_with_none(rotate: Callable[[], None]) -> None:
    before = stored()
    rotate()
    assert stored()["current"] == before["current"]
    assert len(stored()["next"]) >= 64


@pytest.mark.usefixtures("prepared")
def test_a_rotation_takes_the_published_key_and_publishes_another(rotate: Callable[[], None]) -> None:
    before = stored()
    rotate()
    assert (stored()["current"], stored()["previous"]) == (before["next"], before["current"])
    assert stored()["next"] not in before.values()


@pytest.mark.usefixtures("prepared")
def test_what_was_signed_before_a_rotation_is_good_after_it(
    rotate: Callable[[], None], person: Person
) -> None:
    token, proof = Process().sign(person), Process().seal()
    rotate()
    after = Process()
    assert after.takes(token)
    assert after.opens(proof)
    assert signer(after.sign(person)) != signer(token)
    assert after.seal() != proof


@pytest.mark.usefixtures("prepared")
def test_after_two_rotations_a_key_is_gone(rotate: Callable[[], None], person: Person) -> None:
    token, proof = Process().sign(person), Process().seal()
    rotate()
    rotate()
    assert not Process().takes(token)
    assert not Process().opens(proof)


@pytest.mark.usefixtures("prepared")
def test_a_process_that_knows_nothing_of_a_rotation_reads_what_the_others_sign_and_they_its(
    rotate: Callable[[], None], person: Person
) -> None:
    old, new = Process(), Process()
    before = old.sign(person)
    rotate()
    assert old.takes(new.sign(person))
    assert old.opens(new.seal())
    assert old.reads == 1  # it knew the key before anything was signed with it
    assert new.takes(old.sign(person))
    assert new.opens(old.seal())
    assert signer(old.sign(person)) == signer(before)


@pytest.mark.usefixtures("prepared")
def test_within_the_hour_every_process_signs_with_the_new_key(
    rotate: Callable[[], None], person: Person
) -> None:
    old = Process()
    old.sign(person)
    rotate()
    old.sleep(HOUR + 1)
    assert signer(old.sign(person)) == signer(Process().sign(person))


@pytest.mark.usefixtures("prepared")
def test_after_rotations_in_haste_a_process_that_meets_an_unknown_key_looks_again(
    rotate: Callable[[], None], person: Person
) -> None:
    old = Process()
    old.sign(person)
    for _ in range(3):
        rotate()
    token, proof = Process().sign(person), Process().seal()
    assert not old.takes(token)  # it has looked within the minute
    old.sleep(MINUTE + 1)
    assert old.takes(token)
    assert old.opens(proof)
    assert old.reads == 2


def test_keys_that_strangers_make_up_are_one_look_a_minute(person: Person) -> None:
    process = Process()
    signed = process.sign(person)
    head, rest = signed.split(".", 1)
    assert process.reads == 1
    for minute in range(1, 4):
        process.sleep(MINUTE + 1)
        for number in range(50):
            made_up = auth._b64(auth._json({"alg": "EdDSA", "typ": "at+jwt", "kid": f"{minute}-{number}"}))
            assert not process.takes(f"{made_up}.{rest}")
            assert not process.opens("A" * 22)
        assert process.reads == 1 + minute
    assert process.takes(f"{head}.{rest}")


def test_where_secrets_manager_does_not_answer_the_known_keys_hold(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = Process()
    token = process.sign(person)
    process.sleep(HOUR + 1)
    with monkeypatch.context() as broken:
        broken.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        assert process.takes(token)
        assert process.reads == 2
        with pytest.raises(Unavailable):
            Process().sign(person)


@pytest.mark.usefixtures("prepared")
def test_a_step_that_comes_twice_changes_nothing_more(step: Callable[[str, str], None]) -> None:
    token, before = str(uuid.uuid4()), stored()
    for name in STEPS:
        step(name, token)
        step(name, token)
    once = stored()
    for name in STEPS:
        step(name, token)
    assert stored() == once
    assert once["previous"] == before["current"]


@pytest.mark.usefixtures("prepared")
def test_nothing_changes_before_the_last_step(step: Callable[[str, str], None]) -> None:
    token, before = str(uuid.uuid4()), stored()
    for name in STEPS[:3]:
        step(name, token)
        assert stored() == before


@pytest.mark.usefixtures("prepared")
def test_a_secret_that_was_changed_by_hand_meanwhile_is_not_overwritten(
    step: Callable[[str, str], None], cloud: Cloud
) -> None:
    token, by_hand = str(uuid.uuid4()), {"current": "h" * 64, "next": "n" * 64, "previous": ""}
    step("createSecret", token)
    cloud.aws.client("secretsmanager").put_secret_value(
        SecretId=settings.signing_secret(), SecretString=json.dumps(by_hand)
    )
    with pytest.raises(rotation.Unfit):
        step("testSecret", token)
    assert stored() == by_hand


@pytest.mark.usefixtures("prepared")
def test_people_stay_signed_in_over_a_rotation(
    rotate: Callable[[], None], person: Person, client: httpx.Client
) -> None:
    secrets._kept(settings.signing_secret()).asked = 0
    session = person.network.sign_in(person.session["user"]["email"]).json()
    rotate()
    secrets._kept(settings.signing_secret()).asked = 0
    bearer = {"Authorization": f"Bearer {session['access_token']}"}
    assert client.get("/v1/me", headers=bearer).status_code == 200
    again = client.post("/v1/sessions/refresh", json={"refresh_token": session["refresh_token"]})
    assert again.status_code == 200
    kids = [key["kid"] for key in client.get("/v1/keys").json()["keys"]]
    assert len(set(kids)) == 3
    assert signer(again.json()["access_token"]) == kids[0]
