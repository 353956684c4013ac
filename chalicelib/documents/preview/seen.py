"""What is told of a file that was looked into."""

import msgspec


class NotTaken(Exception):
    """The file is not taken; says why, to the people who see it."""


class Damaged(Exception):
    """The file cannot be read."""


class Seen(msgspec.Struct, omit_defaults=True):
    """Beside it lie in the folder: `<size>.webp` for each of `sizes`, `text`, and `stripped` where that
    is not the file itself."""

    refused: str = ""
    damaged: str = ""
    content_type: str = ""  # empty: as it was taken for
    width: int = 0  # pixels, upright
    height: int = 0
    blur: str = ""  # https://blurha.sh
    sizes: list[int] = []
    pages: int = 0
    seconds: int = 0  # of films and sounds
    encrypted: bool = False
    stripped: bool = False
