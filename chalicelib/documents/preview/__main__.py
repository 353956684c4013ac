"""`python -m chalicelib.documents.preview KIND SOURCE FOLDER`: looks into one file, which may be anything.

A process of its own, with little memory and time and no credentials: what breaks a reader of pictures or PDFs
ends here. Writes what it makes into FOLDER and a Seen, as JSON, to standard output.
"""

import contextlib
import resource
import sys
from pathlib import Path

import msgspec

from chalicelib.documents.preview import films, images, office, pdfs
from chalicelib.documents.preview.seen import Damaged, NotTaken, Seen

MEMORY = 1_400_000_000  # bytes of address space: a WebP of the most pixels reserves 800 MB to be opened
SECONDS = 30  # of CPU
LARGEST = 200_000_000  # bytes of a file that it writes
LOOKS = {"image": images.look, "pdf": pdfs.look, "office": office.look, "film": films.look}


def main(kind: str, source: str, folder: str) -> None:
    _confine()
    try:
        seen = LOOKS[kind](Path(source), Path(folder))
    except NotTaken as refused:
        seen = Seen(refused=str(refused))
    except (Damaged, MemoryError, RecursionError) as error:
        seen = Seen(damaged=str(error) or type(error).__name__)
    sys.stdout.buffer.write(msgspec.json.encode(seen))


def _confine() -> None:
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: LARGEST,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of the address space
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
