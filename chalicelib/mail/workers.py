from typing import Any

from chalice import Blueprint

from chalicelib.core import worker
from chalicelib.core.events import AnyEvent
from chalicelib.mail import service

queue = Blueprint(__name__)


@queue.on_sqs_message(queue="mail", batch_size=10, name="mail")
def mail(event: Any) -> worker.Failures:
    return worker.each_piece(event, AnyEvent, service.answer)
