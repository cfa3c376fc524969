"""How a source is named: labels of kind and collection, dates, and a reference line.

Everything here is plain text; whoever shows it escapes it.
"""

from assistant.corpus.front_matter import dutch_date
from assistant.types import Collection, Document, Evidence

COLLECTION_LABELS = {Collection.BRONNEN: "openbare bron", Collection.NOTITIES: "praktijknotitie"}


def display_title(document: Document) -> str:
    """The title of a document, or its name made readable when it has none."""
    if document.title != document.id:
        return document.title
    return document.id.replace("-", " ").replace("_", " ").strip() or document.id


def labels(document: Document) -> tuple[str, ...]:
    """What a reader should know at a glance: kind, date, collection."""
    return (document.kind.value, dutch_date(document.date), COLLECTION_LABELS[document.collection])


def reference(document: Document) -> str:
    """A reference as Dutch reports write it: Veuger, N. & Klokman, S. (2016). Titel. Organisatie."""
    return "".join(reference_parts(document))


def reference_parts(document: Document) -> tuple[str, str, str]:
    """The reference up to its title, the title, which is set in italics, and what comes after."""
    authors = " & ".join(_inverted(author) for author in document.authors)
    year = document.date[:4] or "z.d."
    publisher = document.organisation if authors else ""  # an organisation that stands in front is not said twice
    before = f"{authors or document.organisation or 'Auteur onbekend'} ({year}). "
    title = display_title(document)
    stop = " " if title.endswith((".", "!", "?", "…")) else ". "
    return before, title, f"{stop}{publisher or document.kind.value.capitalize()}."


def page_label(page: int) -> str:
    """A page as references name it: p. 3."""
    return f"p. {page}"


def quote_on_one_line(evidence: Evidence) -> str:
    """The quote with its white space collapsed, for a line of text."""
    return " ".join(evidence.quote.split())


def _inverted(author: str) -> str:
    """``Nicole Veuger`` as ``Veuger, N.``; a name that is not plainly a person's stays as it is."""
    words = author.split()
    particles = {"van", "de", "den", "der", "ten", "ter", "te", "het", "'t"}
    if len(words) < 2 or "," in author or any(word[0].islower() and word not in particles for word in words):
        return author
    first = next((i for i, word in enumerate(words) if i and (word in particles or i == len(words) - 1)), 1)
    if not all(word[0].isupper() and (word[1:].islower() or "." in word) for word in words[:first]):
        return author
    last = [word for word in words[first:] if word not in particles]
    inside = [word for word in words[first:] if word in particles]
    initials = " ".join(f"{word[0]}." for word in words[:first])
    return f"{' '.join(last)}, {' '.join([initials, *inside])}"
