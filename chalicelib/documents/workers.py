from typing import Any

from chalice import Blueprint

from chalicelib.core import worker
from chalicelib.documents import arrivals

queue = Blueprint(__name__)


@queue.on_sqs_message(queue="media", batch_size=1, name="media")
def media(event: Any) -> worker.Failures:
    return worker.each_piece(event, arrivals.News, arrivals.answer)
