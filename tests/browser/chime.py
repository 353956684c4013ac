"""Plays Amazon Chime SDK on this machine: its control API, its signaling over wss, and (mixer.py) its media.

Frames are those of amazon-chime-sdk-js, build/signalingprotocol. What AWS itself does with them cannot be
told from here: docs/decisions/0020-calls.md says what this proves.
"""

import contextlib
import datetime as dt
import json
import ssl
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from tests.browser.protobuf import Field, decode, encode

HOST = (
    "signal.m1.ec1.app.chime.aws"  # the page's policy allows *.chime.aws, and the browser is told where it is
)
RTC = b"\x05"  # before each frame
JOIN, JOIN_ACK, SUBSCRIBE, SUBSCRIBE_ACK, INDEX, LEAVE, LEAVE_ACK = 1, 2, 3, 4, 5, 9, 10
AUDIO_METADATA, AUDIO_STREAM_ID_INFO, PING_PONG, AUDIO_STATUS = 17, 18, 19, 20
CONTENT = "#content"
DUPLEX, VIDEO, PONG = 3, 2, 2


@dataclass
class Attendee:
    id: str
    external: str
    token: str
    number: int
    socket: ServerConnection | None = None
    is_here: bool = False  # seen by the others, over a socket or without
    joined: int = 0  # how often
    muted: bool = False
    picture: int = 0  # the stream of its camera, or of its screen
    wanted: list[int] = field(default_factory=list)
    is_first: bool = True  # of the offers in this connection


class Chime:
    """`meetings`: ids that were made, `ended`: those deleted; `attendees` by their tokens, screens too."""

    def __init__(self) -> None:
        self.meetings: list[str] = []
        self.ended: list[str] = []
        self.attendees: dict[str, Attendee] = {}
        self.control = ""
        self.signaling = 0
        self.mixing = ""
        self._mixer: ServerConnection | None = None
        self._asked: dict[str, dict[str, Any]] = {}
        self._answered = threading.Condition()
        self._lock = threading.Condition()  # over all that is known of attendees

    @contextlib.contextmanager
    def running(self, folder: Path) -> Iterator["Chime"]:
        class Control(_Control):
            chime = self

        control = ThreadingHTTPServer(("127.0.0.1", 0), Control)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate(folder))
        protocol: Any = ["_aws_wt_session"]
        signaling = serve(self._signal, "127.0.0.1", 0, ssl=tls, subprotocols=protocol)
        mixing = serve(self._mix, "127.0.0.1", 0)
        servers: list[ThreadingHTTPServer | Server] = [control, signaling, mixing]
        self.control = f"http://127.0.0.1:{control.server_port}"
        self.signaling = signaling.socket.getsockname()[1]
        self.mixing = f"ws://127.0.0.1:{mixing.socket.getsockname()[1]}"
        threads = [threading.Thread(target=server.serve_forever, daemon=True) for server in servers]
        for thread in threads:
            thread.start()
        yield self
        for server in servers:
            server.shutdown()
        for thread in threads:
            thread.join(10)
        control.server_close()

    # What tests ask and do

    def here(self, person: str) -> list[Attendee]:
        """As what this person is connected now: themselves, and their screen."""
        mine = [one for one in [*self.attendees.values()] if one.external.startswith(person[-20:])]
        return [one for one in mine if one.socket]

    def until(self, condition: Callable[[], bool]) -> None:
        """Waits for it, while pages go on by themselves."""
        with self._lock:
            # The SDK tries for a while before it gives a meeting up.
            assert self._lock.wait_for(condition, 60)

    def appear(self) -> None:
        """Those who were admitted and have no app of their own are seen to be there."""
        with self._lock:
            for one in self.attendees.values():
                one.is_here = one.is_here or CONTENT not in one.id
            self._tell_who_is_here()

    def speaks(self, person: str) -> None:
        (one,) = (
            one
            for one in self.attendees.values()
            if one.external.startswith(person[-20:]) and CONTENT not in one.id
        )
        self._tell_all(AUDIO_METADATA, 18, encode((1, encode((1, one.number), (2, 14), (4, 2)))))

    def forget(self) -> None:
        """Meetings end by themselves, as after five minutes without anybody."""
        self.ended += [one for one in self.meetings if one not in self.ended]
        for one in [*self.attendees.values()]:
            socket, one.socket, one.is_here, one.picture = one.socket, None, False, 0
            if socket:
                self._tell(socket, AUDIO_STATUS, 21, encode((1, 410)))
                # One who subscribes anew in this moment does not hear it.
                socket.close(4410)

    # Control

    def asked(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        parts = path.strip("/").split("/")
        with self._lock:
            if method == "POST" and len(parts) == 1:
                return 200, {"Meeting": self._make(body)}
            if parts[1] in self.ended or parts[1] not in self.meetings:
                return 404, {"Code": "NotFound", "Message": "gone"}
            if method == "POST":
                return 200, {"Attendee": self._admit(body["ExternalUserId"])}
            if method == "DELETE" and len(parts) == 2:
                self.ended.append(parts[1])
                return 204, {}
            if method == "DELETE":
                self._put_out(parts[3])
                return 204, {}
            known = [
                {"AttendeeId": one.id, "ExternalUserId": one.external}
                for one in self.attendees.values()
                if CONTENT not in one.id
            ]
            return 200, {"Attendees": known}

    def _make(self, body: dict[str, Any]) -> dict[str, Any]:
        """The same token gives the same meeting, though it has ended."""
        id_ = str(uuid.uuid5(uuid.NAMESPACE_OID, body["ClientRequestToken"]))
        if id_ not in self.meetings:
            self.meetings.append(id_)
        return {
            "MeetingId": id_,
            "ExternalMeetingId": body["ExternalMeetingId"],
            "MediaRegion": body["MediaRegion"],
            "MediaPlacement": {
                "AudioHostUrl": f"audio.{HOST}:3478",
                "SignalingUrl": f"wss://{HOST}/control/{id_}",
                "TurnControlUrl": f"https://ccp.{HOST}/v2/turn_sessions",
                "EventIngestionUrl": f"https://data.{HOST}/v1/client-events",
            },
        }

    def _admit(self, external: str) -> dict[str, str]:
        made = Attendee(str(uuid.uuid4()), external, uuid.uuid4().hex, len(self.attendees) + 1)
        # The same attendee's screen comes with the same token and a word more.
        content = Attendee(made.id + CONTENT, external, made.token + CONTENT, made.number + 1000)
        self.attendees |= {made.token: made, content.token: content}
        return {"AttendeeId": made.id, "ExternalUserId": external, "JoinToken": made.token}

    def _put_out(self, id_: str) -> None:
        for one in [*self.attendees.values()]:
            if one.id.removesuffix(CONTENT) == id_:
                del self.attendees[one.token]
                if one.socket:
                    one.socket.close(4403)

    # Signaling

    def _signal(self, socket: ServerConnection) -> None:
        assert socket.request
        offered = socket.request.headers["Sec-WebSocket-Protocol"]
        attendee = self.attendees[offered.split(",")[1].strip()]
        meeting = socket.request.path.split("?")[0].rpartition("/")[2]
        try:
            with contextlib.suppress(ConnectionClosed):  # by ourselves, with a code of theirs
                for message in socket:
                    assert isinstance(message, bytes)
                    frame = decode(message[1:])
                    if frame[2][0] == JOIN and meeting in self.ended:
                        socket.close(4410)
                        return
                    self._frame(socket, attendee, frame[2][0], frame)
        finally:
            with self._lock:
                if attendee.socket is socket:
                    attendee.socket, attendee.is_here, attendee.picture = None, False, 0
                    self._lock.notify_all()
                    gone = encode((1, encode((1, attendee.number))))
                    self._tell_all(AUDIO_STREAM_ID_INFO, 19, gone)
                    self._tell_index()

    def _frame(
        self, socket: ServerConnection, attendee: Attendee, type_: int, frame: dict[int, list[Any]]
    ) -> None:
        match type_:
            case 1:  # JOIN
                attendee.joined += 1
                attendee.is_first = True
                self._tell(socket, JOIN_ACK, 5, encode((2, 25)))
                self._tell(socket, INDEX, 8, self._index(attendee))
            case 3:  # SUBSCRIBE
                self._subscribe(socket, attendee, decode(frame[6][0]))
            case 9:  # LEAVE
                self._tell(socket, LEAVE_ACK, 12, b"")
            case 16:  # AUDIO_CONTROL
                attendee.muted = bool(decode(frame[17][0])[1][0])
                muted = encode((1, encode((1, attendee.number), (3, int(attendee.muted)))))
                self._tell_all(AUDIO_STREAM_ID_INFO, 19, muted)
            case 19:  # PING_PONG
                ping = decode(frame[20][0])
                self._tell(socket, PING_PONG, 20, encode((1, PONG), (2, ping[2][0])))

    def _subscribe(self, socket: ServerConnection, attendee: Attendee, asked: dict[int, list[Any]]) -> None:
        sends = asked[1][0] == DUPLEX
        before = attendee.picture
        attendee.muted = bool(asked.get(7, [0])[0])
        attendee.wanted = asked.get(3, [])
        picture = attendee.number if sends else 0
        made = self._ask_mixer(attendee, asked[4][0].decode(), picture)
        tracks: list[Field] = [(4, encode((1, one), (2, 0), (3, label))) for one, label in made["tracks"]]
        given: list[Field] = [(2, encode((1, "camera"), (2, picture), (3, picture)))] if sends else []
        acknowledged = encode((1, asked[1][0]), *given, (3, made["answer"]), *tracks)
        self._tell(socket, SUBSCRIBE_ACK, 7, acknowledged)
        with self._lock:
            attendee.socket, attendee.is_here, attendee.picture = socket, True, picture
            self._tell_who_is_here()
            if before != picture:
                self._tell_index()

    def _tell_who_is_here(self) -> None:
        self._lock.notify_all()
        streams = [
            encode((1, one.number), (2, one.id), (3, int(one.muted)), (4, one.external))
            for one in self.attendees.values()
            if one.is_here
        ]
        self._tell_all(AUDIO_STREAM_ID_INFO, 19, encode(*((1, one) for one in streams)))

    def _tell_index(self) -> None:
        for one in [*self.attendees.values()]:
            if one.socket:
                self._tell(one.socket, INDEX, 8, self._index(one))

    def _index(self, reader: Attendee) -> bytes:
        """All pictures but the reader's own."""
        sources = [
            encode(
                (1, one.picture), (2, 15), (3, 600), (4, one.id), (6, one.picture), (7, 400_000), (8, one.id),
                (9, VIDEO), (10, one.external), (11, 640), (12, 360),
            )
            for one in self.attendees.values() if one.picture and one is not reader
        ]  # fmt: skip
        return encode((1, 0), *((2, one) for one in sources), (4, len(self.attendees)))

    def _tell_all(self, type_: int, number: int, message: bytes) -> None:
        for one in [*self.attendees.values()]:
            if one.socket:
                self._tell(one.socket, type_, number, message)

    def _tell(self, socket: ServerConnection, type_: int, number: int, message: bytes) -> None:
        at = int(dt.datetime.now(dt.UTC).timestamp() * 1000)
        with contextlib.suppress(ConnectionClosed):
            socket.send(RTC + encode((1, at), (2, type_), (number, message)))

    # Media

    def _mix(self, socket: ServerConnection) -> None:
        self._mixer = socket
        for message in socket:
            made = json.loads(message)
            with self._answered:
                self._asked[made["key"]] = made
                self._answered.notify_all()

    def _ask_mixer(self, attendee: Attendee, offer: str, picture: int) -> dict[str, Any]:
        key = uuid.uuid4().hex
        asked = {
            "key": key,
            "attendee": attendee.id,
            "isFirst": attendee.is_first,
            "offer": offer,
            "wanted": attendee.wanted,
            "sends": picture,
        }
        assert self._mixer, "need a page that mixes"
        self._mixer.send(json.dumps(asked))
        with self._answered:
            assert self._answered.wait_for(lambda: key in self._asked, 20)
            made = self._asked.pop(key)
        assert "failed" not in made, made
        attendee.is_first = False
        return made


class _Control(BaseHTTPRequestHandler):
    chime: ClassVar[Chime]

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        status, told = self.chime.asked(self.command, self.path.split("?")[0], json.loads(body or b"{}"))
        sent = json.dumps(told).encode()
        self.send_response(status)
        if status == 404:
            self.send_header("x-amzn-errortype", "NotFoundException")
        self.send_header("content-length", str(0 if status == 204 else len(sent)))
        self.end_headers()
        if status != 204:
            self.wfile.write(sent)

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815  names of the standard library

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def certificate(folder: Path) -> Path:
    """A key and its own certificate, which the browser is told not to look at."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + dt.timedelta(days=1))
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "chime.pem"
    file.write_bytes(private + pem)
    return file
