from typing import Any

from chalice import Blueprint

from chalicelib.core import log, patience
from chalicelib.core.worker import Failures
from chalicelib.relay import fold as folding
from chalicelib.relay import service

stream = Blueprint(__name__)


@stream.on_dynamodb_record(stream_arn="table", batch_size=100, name="relay")
def relay(event: Any) -> Failures:
    log.about(event.context.aws_request_id)
    with patience.within(event.context):
        failed = service.relay(event.to_dict()["Records"])
    return {"batchItemFailures": [{"itemIdentifier": sequence} for sequence in failed]}


@stream.on_dynamodb_record(stream_arn="table", batch_size=500, name="fold")
def fold(event: Any) -> Failures:
    log.about(event.context.aws_request_id)
    with patience.within(event.context):
        folding.fold(event.to_dict()["Records"])
    return {"batchItemFailures": []}
