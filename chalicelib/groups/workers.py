from typing import Any

from chalice import Blueprint

from chalicelib.core import worker
from chalicelib.core.events import AnyEvent
from chalicelib.groups import upkeep

queue = Blueprint(__name__)


@queue.on_sqs_message(queue="groups", batch_size=5, name="groups_upkeep")
def groups_upkeep(event: Any) -> worker.Failures:
    return worker.each_piece(event, AnyEvent, upkeep.answer)
