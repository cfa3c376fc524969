"""The files of a workshop, opened again with their libraries: what they must hold is in them, nothing is cut off."""

from dataclasses import replace
from io import BytesIO

import docx
import pypdfium2
import pytest
from pptx import Presentation
from pptx.util import Emu
from workshops import TEXTS, library, quote, workshop

from assistant.desks.workshop.types import Item, Section, Workshop
from assistant.exports import cards_pdf, fitting, workshop_docx, workshop_pptx

HOSTILE = "=cmd|'/c'!A1 <script>alert(1)</script> &amp; {{7*7}} \x07\x00 \ud800 ✂"


def words_of(raw: bytes) -> str:
    document = docx.Document(BytesIO(raw))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def pages_of(raw: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(raw)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def long_workshop() -> Workshop:
    """Quotes far longer than a card or slide has room for."""
    text = "Een projectorganisatie vraagt veel overleg tussen alle partijen die erbij horen. " * 15
    long = replace(quote("delft", "Een projectorganisatie is duur."), text=text)
    base = workshop()
    items = tuple(replace(item, quotes=(long,) * len(item.quotes)) if item.quotes else item for item in base.items)
    return replace(base, items=items)


def test_the_draaiboek_holds_programme_steps_cards_and_evaluation() -> None:
    made = workshop()
    said = words_of(workshop_docx.script(made, library().werkvormen))
    for line in made.of(Section.PROGRAMME):
        found = library().werkvormen.get(line.own["werkvorm"])
        if found:
            assert found.name in said and found.steps[0] in said and found.materials[0] in said
    for expected in (
        "0:00 – 0:05",
        "Samen 90 minuten.",
        "Voordeel",
        "Nadeel",
        "Wat weegt het zwaarst?",
        "helemaal eens",
    ):
        assert expected in said
    assert "Dilemmakaarten: ik zocht er 3 en vond er 1." in said
    assert "Gespreksvragen: hierover staat te weinig in de bronnen. Wat hier staat, komt niet uit een bron." in said
    assert "‘Een projectorganisatie is flexibel.’" in said and "[1] Boer, A. de (2016). Delft. Blog." in said


def test_the_hand_out_has_each_quote_with_its_number_and_lists_notes_apart() -> None:
    raw = workshop_docx.handout(workshop())
    said = words_of(raw)
    assert "[2] praktijknotitie, 2016, ‘Waarom’" in said and "‘Wij gaan met zijn tweeën op huisbezoek.’" in said
    headings = [p.text for p in docx.Document(BytesIO(raw)).paragraphs if p.style.name.startswith("Heading")]
    assert headings[-2:] == ["Bronnen", "Praktijknotities"]
    assert "Werkvormen" not in headings


def test_a_mismatch_in_minutes_is_on_paper_too() -> None:
    made = workshop()
    line = made.of(Section.PROGRAMME)[0]
    changed = replace(line, own={**line.own, "minuten": "45"})
    made = replace(made, items=tuple(changed if item is line else item for item in made.items))
    assert "gekozen was 90" in words_of(workshop_docx.script(made, library().werkvormen))


def test_slides_have_notes_sources_and_text_that_stays_inside_its_box() -> None:
    for made in (workshop(), long_workshop()):
        deck = Presentation(BytesIO(workshop_pptx.slides(made, library().werkvormen)))
        said = "\n".join(
            shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
        )
        assert "[1] Boer, A. de (2016). Delft. Blog." in said
        notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
        assert "1. " in notes and "Nodig: " in notes
        for slide in deck.slides:
            assert slide.shapes.title is not None and slide.shapes.title.text_frame.text
            for shape in slide.shapes:
                assert (
                    shape.left + shape.width <= deck.slide_width and shape.top + shape.height <= deck.slide_height + 9
                )
                for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                    for run in paragraph.runs:
                        assert run.font.size.pt >= 12


def test_a_text_that_is_too_long_for_one_slide_goes_on_on_the_next() -> None:
    deck = Presentation(BytesIO(workshop_pptx.slides(long_workshop(), library().werkvormen)))
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text and shape != slide.shapes.title:
                paragraphs = shape.text_frame.paragraphs
                points = max(run.font.size.pt for paragraph in paragraphs for run in paragraph.runs)
                texts = [(False, paragraph.text) for paragraph in paragraphs]
                height = fitting.height(texts, Emu(shape.width).cm, int(points))
                assert height <= Emu(shape.height).cm + 0.5


def test_cards_hold_both_sides_whole_with_their_source() -> None:
    pages = pages_of(cards_pdf.cards(workshop()))
    first = pages[0]
    for expected in ("Flexibel of duur", "Voordeel", "‘Een projectorganisatie is flexibel.’ [1]", "[2]", "Boer, A. de"):
        assert expected in first
    assert any("Praktijknotitie. Boer" in page for page in pages)
    assert any("Stelling" in page and "‘Een projectorganisatie is duur.’" in page for page in pages)


def test_no_word_of_a_long_quote_falls_off_its_card() -> None:
    made = long_workshop()
    raw = cards_pdf.cards(made)
    said = " ".join(pages_of(raw))
    shown = sum(len(item.quotes) for item in made.items if item.section is not Section.CASES)
    assert said.count("projectorganisatie") >= 15 * shown
    pdf = pypdfium2.PdfDocument(raw)
    for page in pdf:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            assert left >= -1 and bottom >= -1 and right <= 596 and top <= 843


@pytest.mark.parametrize("field", ["titel", "vraag", "tekst", "toelichting"])
def test_hostile_text_is_text_in_every_file(field: str) -> None:
    made = workshop()
    items = tuple(replace(item, own={**item.own, field: HOSTILE}) for item in made.items)
    made = replace(made, items=items, title=HOSTILE)
    assert "alert(1)" in words_of(workshop_docx.script(made, library().werkvormen))
    assert words_of(workshop_docx.handout(made))
    assert len(Presentation(BytesIO(workshop_pptx.slides(made, library().werkvormen))).slides) > 3
    assert pages_of(cards_pdf.cards(made))


def test_an_empty_workshop_and_one_without_its_sources_still_give_files() -> None:
    bare = replace(workshop(), items=())
    lost = replace(workshop(), items=(Item("k", Section.CARDS, {"bron": "ja"}, is_lost=True),))
    for made in (bare, lost):
        assert words_of(workshop_docx.handout(made)) and words_of(workshop_docx.script(made, {}))
        assert len(Presentation(BytesIO(workshop_pptx.slides(made, {}))).slides) >= 1
        assert "geen kaarten" in pages_of(cards_pdf.cards(made))[0]
    assert TEXTS["delft"] not in words_of(workshop_docx.script(lost, {}))


def test_the_last_lines_of_the_programme_stay_together() -> None:
    document = docx.Document(BytesIO(workshop_docx.script(workshop(), library().werkvormen)))
    rows = document.tables[0].rows[-3:]
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for row in rows for cell in row.cells)
