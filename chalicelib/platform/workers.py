from typing import Any

from chalice import Blueprint

from chalicelib.platform import rotation

jobs = Blueprint(__name__)


@jobs.lambda_function(name="rotate_keys")
def rotate_keys(event: dict[str, Any], _context: Any) -> None:
    rotation.step(event)
