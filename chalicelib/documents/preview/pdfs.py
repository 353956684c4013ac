"""PDFs: their text, and the first page as a picture."""

from pathlib import Path

import pypdfium2

from chalicelib.documents.preview import variants
from chalicelib.documents.preview.seen import Damaged, Seen

MOST_PAGES = 200  # whose text is kept
MOST_TEXT = 1_000_000  # characters
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def look(source: Path, folder: Path) -> Seen:
    """One that asks for a password is said to be encrypted. Raises Damaged."""
    try:
        file = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == _PASSWORD:
            return Seen(encrypted=True)
        raise Damaged(str(error)) from None
    try:
        (folder / "text").write_text(_text(file), "utf-8")
        return _first_page(file, folder)
    except pypdfium2.PdfiumError as error:
        raise Damaged(str(error)) from None


def _text(file: pypdfium2.PdfDocument) -> str:
    found: list[str] = []
    room = MOST_TEXT
    for number in range(min(len(file), MOST_PAGES)):
        text = file[number].get_textpage().get_text_bounded()[:room].encode("utf-8", "ignore").decode()
        found.append(text)
        room -= len(text)
    return "\n".join(found)


def _first_page(file: pypdfium2.PdfDocument, folder: Path) -> Seen:
    page = file[0]
    width, height = page.get_size()  # points
    if min(width, height) <= 0:
        raise Damaged("The first page has no size")
    image = page.render(scale=variants.SIZES[-1] / max(width, height)).to_pil().convert("RGB")
    size = image.size
    return Seen(
        width=size[0],
        height=size[1],
        pages=len(file),
        blur=variants.blur(image),
        sizes=variants.write(image, folder),
    )
