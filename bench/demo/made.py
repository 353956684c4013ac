"""Files that the invented company has, made here: pictures, a PDF, a table, texts."""

import io
import random

import pypdfium2
from PIL import Image, ImageDraw

SKY, GROUND = (198, 219, 236), (120, 143, 96)


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


def pdf(pages: int) -> bytes:
    file = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        file.new_page(595, 842)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()
