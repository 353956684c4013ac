"""Files that the invented company has, made here: pictures, a PDF, a table, texts."""

import ctypes
import io
import random
from collections.abc import Sequence

import pypdfium2
from PIL import Image, ImageDraw

SKY, GROUND, GREEN = (198, 219, 236), (120, 143, 96), (47, 111, 94)


def landscape(seed: int, size: tuple[int, int] = (1600, 1067)) -> bytes:
    """A mast on hills; another `seed`, other hills."""
    chance = random.Random(seed)  # nosec B311
    width, height = size
    picture = Image.new("RGB", size, SKY)
    pen = ImageDraw.Draw(picture)
    sun = chance.randrange(width // 6, width * 5 // 6)
    pen.ellipse((sun - 70, 120, sun + 70, 260), fill=(250, 226, 160))
    for layer in range(4):
        shade = tuple(part - 16 * layer for part in GROUND)
        level, step = height * (0.5 + 0.11 * layer), width / 8
        hills = [(step * n, level + chance.uniform(-60, 60)) for n in range(9)]
        pen.polygon([*hills, (width, height), (0, height)], fill=shade)
    mast = chance.randrange(width // 4, width * 3 // 4)
    pen.line((mast, height * 0.25, mast, height * 0.8), fill=(60, 66, 72), width=10)
    pen.line((mast - 60, height * 0.28, mast + 60, height * 0.28), fill=(60, 66, 72), width=8)
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


def logo() -> bytes:
    """A mast on a moor."""
    picture = Image.new("RGBA", (1024, 1024), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((32, 32, 992, 992), fill=GREEN)
    pen.chord((32, 32, 992, 992), 30, 150, fill=(24, 60, 50))
    pen.polygon(((490, 240), (534, 240), (560, 752), (464, 752)), fill="white")
    for arm in (330, 430, 530):
        pen.line((380, arm, 644, arm), fill="white", width=26)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Of each page its lines, the first as a heading."""
    file = pypdfium2.PdfDocument.new()
    for lines in pages:
        page = file.new_page(595, 842)
        for place, line in enumerate(lines):
            font, size = (b"Helvetica-Bold", 22.0) if place == 0 else (b"Helvetica", 12.0)
            _write(file, page, line, font, size, 760 - 22 * place - 18 * bool(place))
        pypdfium2.raw.FPDFPage_GenerateContent(page.raw)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _write(
    file: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, line: str, font: bytes, size: float, height: float
) -> None:
    text = ctypes.create_string_buffer(line.encode("utf-16-le") + b"\0\0")
    written = pypdfium2.raw.FPDFPageObj_NewTextObj(file.raw, font, size)
    pypdfium2.raw.FPDFText_SetText(written, ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)))
    pypdfium2.raw.FPDFPageObj_Transform(written, 1, 0, 0, 1, 64, height)
    pypdfium2.raw.FPDFPage_InsertObject(page.raw, written)
