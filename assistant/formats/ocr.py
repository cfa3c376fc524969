"""A page of a scan, read by Tesseract in Dutch; in a child process, which ends with all that it started.

300 dots an inch, as Tesseract is trained for; a page larger than A3 gets
fewer. Its lines come with empty lines between paragraphs, and go through the
same joining as the lines of other PDFs.
"""

from typing import IO, Any

import pypdfium2

from assistant.errors import CorpusError
from assistant.formats.pdf import opened_pdf
from assistant.formats.pdf_layout import Item
from assistant.formats.recognition import LANGUAGE

DOTS = 300 / 72
SIDE = 5_000  # dots, of the longer side: A3 at 300 an inch
SECONDS = 25


def ocr(stream: IO[bytes], page: int) -> dict[str, Any]:
    """The items of one page, counted from 0; CorpusError when it cannot be read."""
    import pytesseract  # an extra

    with opened_pdf(stream) as document:
        width, height = document[page].get_size()
        scale = min(DOTS, SIDE / max(width, height, 1.0))
        try:
            picture = document[page].render(scale=scale, grayscale=True).to_pil()
        except pypdfium2.PdfiumError as error:
            raise CorpusError("de pagina is beschadigd") from error
    try:
        text = pytesseract.image_to_string(picture, lang=LANGUAGE, timeout=SECONDS)
    except (pytesseract.TesseractError, RuntimeError, OSError) as error:
        raise CorpusError("de tekstherkenning lukte niet") from error
    return {"items": [item.packed() for item in _items(text, width, height)]}


def _items(text: str, width: float, height: float) -> list[Item]:
    """Lines with a place that says where a paragraph begins: one size, and a gap at each empty line."""
    items: list[Item] = []
    lines = [line.strip() for line in text.replace("\f", "\n").split("\n")]
    longest = max(map(len, lines), default=1)
    step = height / (len(lines) + 1)
    for number, line in enumerate(lines, 1):
        if line:
            base, right = number * step, width * len(line) / max(longest, 1)
            items.append(
                Item(line, 0.0, right, base - 0.8 * step, base, step / 1.25, False, (0.0, width), (width, height))
            )
    return items
