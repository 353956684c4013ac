"""Protocol Buffers' wire format, as far as frames of Amazon Chime SDK need it: numbers, texts, messages.

https://protobuf.dev/programming-guides/encoding/
"""

from typing import Any

Field = tuple[int, int | bytes | str]


def encode(*fields: Field) -> bytes:
    """A message of (number of the field, value)."""
    made = b""
    for number, value in fields:
        if isinstance(value, int):
            made += _varint(number << 3) + _varint(value)
        else:
            text = value.encode() if isinstance(value, str) else value
            made += _varint(number << 3 | 2) + _varint(len(text)) + text
    return made


def decode(message: bytes) -> dict[int, list[Any]]:
    """Values by the number of their field: ints, or bytes of texts and messages."""
    found: dict[int, list[Any]] = {}
    at = 0
    while at < len(message):
        key, at = _read(message, at)
        value: int | bytes
        value, at = _read(message, at)
        match key & 7:
            case 0:
                pass
            case 2:
                value, at = message[at : at + value], at + value
            case kind:
                raise ValueError(f"wire type {kind}")
        found.setdefault(key >> 3, []).append(value)
    return found


def _varint(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*made, value])


def _read(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
