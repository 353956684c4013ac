from typing import Any

from chalice import Blueprint

from chalicelib.chat import followups
from chalicelib.core import worker

queue = Blueprint(__name__)


@queue.on_sqs_message(queue="chat", batch_size=10, name="chat_deliver")
def chat_deliver(event: Any) -> worker.Failures:
    return worker.each_group(event, followups.AnyTalk, followups.about, followups.answer)
