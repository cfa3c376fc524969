"""PDF files for the tests, written with fpdf2: columns, running heads, broken words and tables as real ones have."""

from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF

LEFT, TOP, WIDTH, HEIGHT, MARGIN = 20, 25, 170, 297, 20


class Pages(FPDF):
    """A4 pages with a head and a number on each, if asked for."""

    def __init__(self, head: str = "", numbers: bool = False) -> None:
        super().__init__(format="A4")
        self.head, self.numbers = head, numbers
        self.set_auto_page_break(False)

    def header(self) -> None:
        if self.head:
            self.set_font("Helvetica", size=8)
            self.text(LEFT, 12, self.head)

    def footer(self) -> None:
        if self.numbers:
            self.set_font("Helvetica", size=8)
            self.text(100, HEIGHT - 8, f"Pagina {self.page_no()} van 3")

    def lines(self, lines: Sequence[str], x: float = LEFT, y: float = TOP, size: float = 11, style: str = "") -> float:
        """Lines under each other from a place; an empty one is a gap. Gives where the next would come."""
        self.set_font("Helvetica", style=style, size=size)
        for line in lines:
            if line:
                self.text(x, y, line)
            y += size * 0.45
        return y

    def save(self, path: Path) -> Path:
        """Write the file."""
        path.write_bytes(bytes(self.output()))
        return path


LEFT_COLUMN = (
    "In veel gemeenten werken sociale wijk-",
    "teams samen met de huisarts. Zij ken-",
    "nen de inwoners goed en weten wat er",
    "speelt in de buurt. Het sociaal-",
    "culturele werk hoort daarbij. Ook de",
    "zorg- en welzijnsorganisaties doen mee.",
)
RIGHT_COLUMN = (
    "De provincie Noord-",
    "Holland koos een andere vorm. Daar be-",
    "slist het team zelf over de inzet van",
    "maatwerk. Een Wmo-",
    "consulent kijkt mee, en dat geeft de",
    "professional ruimte om te doen.",
)
