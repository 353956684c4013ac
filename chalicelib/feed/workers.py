from typing import Any

from chalice import Blueprint

from chalicelib.core import worker
from chalicelib.core.events import AnyEvent
from chalicelib.feed import fanout
from chalicelib.feed.model import Slice

queue = Blueprint(__name__)


@queue.on_sqs_message(queue="feed", batch_size=10, name="feed_plan")
def feed_plan(event: Any) -> worker.Failures:
    return worker.each_piece(event, AnyEvent, fanout.answer)


@queue.on_sqs_message(queue="deliver", batch_size=4, name="feed_deliver")
def feed_deliver(event: Any) -> worker.Failures:
    return worker.each_piece(event, Slice, fanout.deliver)
