"""The front door: hangs every room, and the three WebSocket handlers."""

from typing import Any

from chalice import Chalice, Response
from chalice.app import WebsocketEvent

from chalicelib.calls import frames as calls_frames
from chalicelib.calls import routes as calls
from chalicelib.calls import workers as calls_workers
from chalicelib.chat import frames as chat_frames
from chalicelib.chat import routes as chat
from chalicelib.chat import workers as chat_workers
from chalicelib.core import log, patience
from chalicelib.documents import routes as documents
from chalicelib.documents import telling
from chalicelib.documents import workers as documents_workers
from chalicelib.feed import routes as feed
from chalicelib.feed import workers as feed_workers
from chalicelib.groups import routes as groups
from chalicelib.groups import workers as groups_workers
from chalicelib.identity import routes as identity
from chalicelib.invites import routes as invites
from chalicelib.live import frames
from chalicelib.live import routes as live
from chalicelib.live import service as connections
from chalicelib.mail import workers as mail_workers
from chalicelib.people import routes as people
from chalicelib.platform import routes as platform
from chalicelib.platform import workers as platform_workers
from chalicelib.posts import frames as posts_frames
from chalicelib.posts import routes as posts
from chalicelib.posts import workers as posts_workers
from chalicelib.relay import workers as relay_workers
from chalicelib.tenants import routes as tenants

app = Chalice(app_name="atrium")
app.experimental_feature_flags.update(["WEBSOCKETS"])

for routes in (
    tenants,
    identity,
    invites,
    people,
    groups,
    documents,
    posts,
    chat,
    calls,
    feed,
    live,
    platform,
):
    app.register_blueprint(routes.room)
for workers in (
    relay_workers.stream,
    feed_workers.queue,
    posts_workers.queue,
    groups_workers.queue,
    mail_workers.queue,
    chat_workers.queue,
    calls_workers.queue,
    platform_workers.jobs,
    documents_workers.queue,
):
    app.register_blueprint(workers)
frames.on("watch", posts_frames.Watch, posts_frames.watch)
chat_frames.hang()
telling.hang()
calls_frames.hang()


@app.middleware("websocket")
def named(event: WebsocketEvent, get_response: Any) -> Any:
    log.about(event.to_dict()["requestContext"]["requestId"])
    return get_response(event)


# Chalice wraps WebSocket handlers only where they stand on the app itself.


@app.on_ws_connect(name="connect")
def connect(event: WebsocketEvent) -> Response:
    asked = event.to_dict().get("queryStringParameters") or {}
    with patience.within(event.context):
        let_in = connections.connect(event.connection_id, str(asked.get("ticket", "")))
    return Response("", status_code=200 if let_in else 401)


@app.on_ws_message(name="message")
def message(event: WebsocketEvent) -> None:
    with patience.within(event.context):
        frames.answer(event.connection_id, event.body or "")


@app.on_ws_disconnect(name="disconnect")
def disconnect(event: WebsocketEvent) -> None:
    with patience.within(event.context):
        connections.disconnect(event.connection_id)
