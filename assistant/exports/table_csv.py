"""A table of quotes as CSV for a Dutch spreadsheet: semicolons, a byte order mark, one quote a line.

A cell that begins with =, +, -, @, a tab or a line end would be run as a formula;
an apostrophe before it makes it text, as spreadsheets themselves do it.
"""

import csv
import io

from assistant.citations import COLLECTION_LABELS
from assistant.exports import table_sheet as words
from assistant.exports.table_sheet import Sheet, source_line, year_of

MEDIA_TYPE = "text/csv; charset=utf-8"
_RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = (
    words.PLACE,
    words.PLACE_KIND,
    words.ASPECT,
    words.QUOTE,
    words.SOURCE,
    words.PAGE,
    words.YEAR,
    words.KIND,
    words.COLLECTION,
)


def table_csv(sheet: Sheet) -> bytes:
    """The table with a line for each quote, and one for each aspect that is not in the sources."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in sheet.rows:
        for name, cell in zip(sheet.columns, row.cells, strict=True):
            if not cell:
                writer.writerow(map(safe, (row.place, row.kind, name, words.ABSENT, "", "", "", "", "")))
            for quote in cell:
                found = quote.document
                said = (source_line(found), str(quote.page or ""), year_of(found), found.kind.value)
                line = (
                    row.place,
                    row.kind,
                    name,
                    quote.text.replace("\n", " "),
                    *said,
                    COLLECTION_LABELS[found.collection],
                )
                writer.writerow(map(safe, line))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def safe(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_RUN_AS_FORMULA) or value.lstrip().startswith(("=", "+", "@")) else value
