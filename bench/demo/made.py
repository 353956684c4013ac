"""Files that the invented company has, drawn here: pictures and PDFs."""

import ctypes
import io
import random

import pypdfium2
from PIL import Image, ImageDraw
from pypdfium2 import raw

# Sky, sun and hills, from morning to evening.
_HOURS = (
    ((246, 221, 204), (255, 244, 214), (134, 148, 122)),
    ((198, 219, 236), (250, 226, 160), (120, 143, 96)),
    ((221, 226, 228), (240, 241, 238), (128, 136, 126)),
    ((240, 190, 150), (252, 233, 190), (146, 116, 96)),
)
_MAST = (60, 66, 72)
_A4 = (595, 842)
_MARGIN = 72


def landscape(seed: int, size: tuple[int, int] = (1600, 1067)) -> bytes:
    """A mast on hills, where a square shows it too; another `seed`, other hills and another hour."""
    chance = random.Random(seed)  # nosec B311
    width, height = size
    sky, sun, ground = _HOURS[seed % len(_HOURS)]
    picture = Image.new("RGB", size, sky)
    pen = ImageDraw.Draw(picture)
    left, top = chance.randrange(width // 6, width * 5 // 6), chance.randrange(90, height // 3)
    pen.ellipse((left - 70, top, left + 70, top + 140), fill=sun)
    for layer in range(4):
        shade = tuple(part - 16 * layer for part in ground)
        level, step = height * (0.5 + 0.11 * layer), width / 8
        hills = [(step * n, level + chance.uniform(-60, 60)) for n in range(9)]
        pen.polygon([*hills, (width, height), (0, height)], fill=shade)
    mast, tip = chance.randrange(width * 2 // 5, width * 3 // 5), height * chance.uniform(0.15, 0.35)
    pen.line((mast, tip, mast, height * 0.8), fill=_MAST, width=10)
    pen.line((mast - 60, tip + 30, mast + 60, tip + 30), fill=_MAST, width=8)
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=88)
    return made.getvalue()


def face(hue: int) -> bytes:
    """Shapes, for somebody who does not exist."""
    picture = Image.new("HSV", (512, 512), (hue, 70, 235))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((156, 96, 356, 296), fill=(hue, 140, 170))
    pen.ellipse((76, 316, 436, 676), fill=(hue, 140, 170))
    made = io.BytesIO()
    picture.convert("RGB").save(made, "PNG")
    return made.getvalue()


def pdf(*pages: str) -> bytes:
    """A page for each text, in Western letters. Lines stay as they are; `# ` begins a heading."""
    made = io.BytesIO()
    with pypdfium2.PdfDocument.new() as file:
        for text in pages:
            page = file.new_page(*_A4)
            top = _A4[1] - _MARGIN
            for line in text.strip().splitlines():
                is_heading = line.startswith("# ")
                _write(file, page, line.removeprefix("# "), 22 if is_heading else 11.5, top)
                top -= 40 if is_heading else 18
            page.gen_content()
        file.save(made)
    return made.getvalue()


def _write(file: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, line: str, size: float, top: float) -> None:
    line.encode("latin-1")  # raises for letters that Helvetica lacks: PDFium would draw others
    words = raw.FPDFPageObj_NewTextObj(file, b"Helvetica", size)
    wide = ctypes.create_string_buffer((line + "\0").encode("utf-16-le"))
    raw.FPDFText_SetText(words, ctypes.cast(wide, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_Transform(words, 1, 0, 0, 1, _MARGIN, top)
    raw.FPDFPage_InsertObject(page, words)
