from typing import Any

from chalice import Blueprint

from chalicelib.core import worker
from chalicelib.core.events import AnyEvent
from chalicelib.mail import feedback, service
from chalicelib.mail.feedback import Feedback

queue = Blueprint(__name__)


@queue.on_sqs_message(queue="mail", batch_size=10, name="mail")
def mail(event: Any) -> worker.Failures:
    return worker.each_piece(event, AnyEvent, service.answer)


@queue.on_sqs_message(queue="feedback", batch_size=10, name="mail_feedback")
def mail_feedback(event: Any) -> worker.Failures:
    return worker.each_piece(event, Feedback, feedback.answer)
