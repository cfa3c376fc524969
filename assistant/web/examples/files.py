"""The table as a file to take away."""

from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import quote as quoted
from urllib.parse import urlencode

from assistant.corpus.front_matter import dutch_date
from assistant.desks.examples import ASPECTS, Quote, Shown
from assistant.exports import table_csv, table_docx, table_xlsx
from assistant.exports.table_sheet import Sheet, SheetQuote, SheetRow
from assistant.web.formatted import QUOTE_ID
from assistant.web.sources import DOCUMENT_PATH

WRITERS: dict[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "csv": (table_csv.MEDIA_TYPE, table_csv.table_csv),
    "xlsx": (table_xlsx.MEDIA_TYPE, table_xlsx.table_xlsx),
    "docx": (table_docx.MEDIA_TYPE, table_docx.table_docx),
}


def sheet(rows: Sequence[Shown], base: str) -> Sheet:
    """The rows made ready for a file; ``base`` is where this page is served."""
    return Sheet(
        columns=[aspect.name for aspect in ASPECTS],
        rows=[
            SheetRow(
                shown.place.name,
                shown.place.kind.value,
                [[_quote(one, base) for one in shown.cells.get(aspect.key, ())] for aspect in ASPECTS],
            )
            for shown in rows
        ],
        made=dutch_date(date.today().isoformat()),
    )


def _quote(found: Quote, base: str) -> SheetQuote:
    where = urlencode({"van": found.start, "tot": found.end})
    link = f"{base.rstrip('/')}{DOCUMENT_PATH}{quoted(found.document.id, safe='')}?{where}#{QUOTE_ID}"
    return SheetQuote("\n".join(found.lines), found.document, found.page, link)
