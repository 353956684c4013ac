from typing import Any

from chalice import Blueprint

from chalicelib.core import worker
from chalicelib.core.events import AnyEvent
from chalicelib.posts import touched, upkeep

queue = Blueprint(__name__)


@queue.on_sqs_message(queue="posts", batch_size=5, name="posts_upkeep")
def posts_upkeep(event: Any) -> worker.Failures:
    return worker.each_piece(event, AnyEvent, upkeep.answer)


@queue.on_sqs_message(queue="touched", batch_size=1, name="posts_touched")
def posts_touched(event: Any) -> worker.Failures:
    return worker.each_piece(event, touched.AnyTouch, touched.answer)
