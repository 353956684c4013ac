from typing import Any

from chalice import Blueprint

from chalicelib.calls import followups
from chalicelib.core import worker

queue = Blueprint(__name__)


@queue.on_sqs_message(queue="calls", batch_size=5, name="calls_deliver")
def calls_deliver(event: Any) -> worker.Failures:
    return worker.each_piece(event, followups.AnyNews, followups.answer)
