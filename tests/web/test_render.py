"""What is shown of an answer: escaped, marked in the right place, and honest about what it is."""

import re
from dataclasses import replace

import pytest
from fake_service import DELFT, DOCUMENTS, HOSTILE, FakeProgress, delft_answer, document, evidence, not_found

from assistant.types import Answer, AnswerSentence, Filters, Kind, Mode, Status
from assistant.web import formatted, render, sources
from assistant.web.conversation import Exchange, State


def shown(answer: Answer, state: State = State.DONE) -> str:
    return render.conversation([Exchange(3, answer.question, state, answer)])


def bare(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def hostile_answer() -> Answer:
    source = document("x/../y?a=1&b", HOSTILE, f"Tekst {HOSTILE} einde.", Kind.BLOG, "2020", HOSTILE)
    found = (evidence(1, source, HOSTILE, HOSTILE),)
    sentence = AnswerSentence(HOSTILE, (1,), HOSTILE, (HOSTILE,))
    return replace(delft_answer(HOSTILE), query=HOSTILE + "anders", text=HOSTILE, sentences=(sentence,), evidence=found)


def everything_of(answer: Answer) -> str:
    exchange = Exchange(1, answer.question, State.FAILED, answer, HOSTILE, Filters(municipality=HOSTILE))
    nearest = replace(answer, status=Status.NO_EVIDENCE, nearest=answer.evidence)
    assert answer.evidence[0].document
    return "".join(
        (
            render.conversation([exchange, replace(exchange, answer=nearest, state=State.DONE)]),
            sources.sources((exchange,)),
            sources.document_page(answer.evidence[0].document, (6, 40)),
            render.failure(HOSTILE),
            render.building(FakeProgress(HOSTILE, 1, 2)),
        )
    )


def test_no_text_becomes_markup() -> None:
    html = everything_of(hostile_answer())
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img" in html
    assert set(re.findall(r"\son\w+=", re.sub(r"&lt;.*?&gt;", "", html))) == set()


def test_html_for_the_page_is_on_one_line() -> None:
    """An empty line would make Gradio read what follows as Markdown."""
    broken = replace(delft_answer("Eerste\n\nregel?"), status=Status.NO_EVIDENCE, text="a\n\n<b>\r\nc")
    exchange = Exchange(1, broken.question, State.DONE, broken)
    for html in (render.conversation([exchange]), sources.sources((exchange,))):
        assert html.startswith("<div")
        assert "\n" not in html


def test_address_of_a_document_is_quoted() -> None:
    exchange = Exchange(1, "?", State.DONE, hostile_answer())
    assert 'href="/document/x%2F..%2Fy%3Fa%3D1%26b?van=' in sources.sources((exchange,))


@pytest.mark.parametrize("start,end", [(0, 30), (25, 190), (40, 41), (0, len(DELFT))])
def test_the_mark_covers_exactly_the_quote(start: int, end: int) -> None:
    html = formatted.laid_out(DELFT, (start, end))
    marked = "".join(re.findall(r"<mark>(.*?)</mark>", html))
    plain = "".join(character for character in DELFT[start:end] if character.isalnum())
    assert "".join(character for character in bare(marked) if character.isalnum()) == plain


def test_all_words_of_a_document_are_shown() -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text)

    assert words(re.sub(r"<[^>]+>", " ", formatted.laid_out(DELFT))) == words(DELFT)


def test_a_mark_outside_the_text_marks_nothing() -> None:
    assert "<mark" not in formatted.laid_out(DELFT, (10**9, 10**9 + 5), quote_id="citaat")
    assert "<mark" not in formatted.laid_out(DELFT, (50, 20))


def test_no_heading_skips_a_level_also_where_a_passage_begins_in_the_middle() -> None:
    html = formatted.laid_out("### Diep\n\nTekst.\n\n## Hoog\n\n#### Heel diep\n\nTekst.", level=4)
    assert re.findall(r"<h(\d)>", html) == ["4", "4", "5"]


def test_document_is_laid_out_and_its_title_not_said_twice() -> None:
    page = sources.document_page(DOCUMENTS[0], (0, 0))
    assert page.count(">De Toegang in Delft<") == 1
    assert "<h2>Waarom Delft geen wijkteams heeft</h2>" in page
    assert "<li>de afstand tot de wijk is groter;</li>" in page
    assert "<strong>projectorganisatie</strong>" in page
    assert '<html lang="nl">' in page


def test_a_card_does_not_say_its_headings_twice() -> None:
    start = DELFT.index("## Waarom")
    found = replace(delft_answer().evidence[0], heading="Waarom Delft geen wijkteams heeft")
    passage = replace(found.passage, text=DELFT[start:], start=start, end=len(DELFT))
    answer = replace(delft_answer(), evidence=(replace(found, passage=passage),))
    html = sources.sources((Exchange(1, "?", State.DONE, answer),))
    assert html.count("Waarom Delft geen wijkteams heeft") == 1
    assert "<h4>Tot slot</h4>" in html
    assert "<mark>De gemeente Delft koos bewust anders." in html


def test_a_card_names_the_page_of_its_quote() -> None:
    found = replace(delft_answer().evidence[0], page=3)
    answer = replace(delft_answer(), evidence=(found, replace(found, number=2, page=None)))
    html = sources.sources((Exchange(1, "?", State.DONE, answer),))
    assert html.count("p. 3</p>") == 1
    assert "None" not in html


def test_only_the_first_piece_of_a_quote_can_be_scrolled_to() -> None:
    start = DELFT.index("De nadelen")
    page = sources.document_page(DOCUMENTS[0], (start, DELFT.index("weg.") + 4))
    assert page.count('id="citaat"') == 1
    assert page.count("<mark") == 4


def test_a_number_names_its_source() -> None:
    html = shown(delft_answer())
    assert "Bron 2: De Toegang in Delft" in bare(html)
    assert "ww-naar-bron-3-2" in html
    assert 'id="bron-3-2"' in sources.sources((Exchange(3, "?", State.DONE, delft_answer()),))


def test_a_list_is_a_list_with_one_number() -> None:
    html = shown(delft_answer())
    assert "<ul><li>de afstand tot de wijk is groter;</li>" in html
    assert html.count("ww-naar-bron-3-2") == 1


def test_list_without_lead_keeps_its_number() -> None:
    sentence = AnswerSentence("", (2,), "", ("een", "twee"))
    html = shown(replace(delft_answer(), sentences=(sentence,)))
    assert re.search(r"<li>twee<button[^>]*ww-naar-bron-3-2", html)


def test_heading_is_said_once_for_pieces_under_it() -> None:
    assert shown(delft_answer()).count("Waarom Delft geen wijkteams heeft") == 1


def test_numbers_without_evidence_are_not_shown() -> None:
    sentence = AnswerSentence("Een zin.", (1, 9, 1))
    assert shown(replace(delft_answer(), sentences=(sentence,))).count("ww-cijfer") == 1


def test_confidence_and_mode_in_words_when_complete() -> None:
    assert "goed onderbouwd" in shown(delft_answer())
    assert "Letterlijke citaten" in shown(delft_answer())
    assert "goed onderbouwd" not in shown(delft_answer(), State.BUSY)
    assert "taalmodel" in shown(replace(delft_answer(), mode=Mode.TAALMODEL))


def test_nothing_found_says_so_and_keeps_the_nearest_apart() -> None:
    html = shown(not_found("Hoeveel wijkteams heeft Amsterdam?"))
    sentence, nearest = html.index("Dit staat niet in de bronnen."), html.index("Haarlem heeft negen")
    assert sentence < html.index("Dit komt het dichtst in de buurt") < nearest
    assert "niet gevonden" in html
    assert "<mark" not in html
    assert "ww-citaten" not in html
    assert "ww-cijfer" not in html


def test_how_the_question_was_read_is_shown_only_when_it_differs() -> None:
    assert "Ik zoek op: Waarom dan?" in shown(replace(delft_answer("En waarom?"), query="Waarom dan?"))
    assert "Ik zoek op" not in shown(replace(delft_answer("Waarom dan?"), query="waarom  dan"))


def test_notes_are_apart_from_sources() -> None:
    html = sources.sources((Exchange(1, "?", State.DONE, delft_answer()),))
    assert html.count("ww-notitie") == 1
    assert html.count("openbare bron</span>") == 2
    assert "Ervaring uit de praktijk, geen openbare bron." in html


def test_what_a_note_says_stands_apart_in_words_and_form() -> None:
    html = shown(delft_answer())
    assert html.count("ww-uit-notitie") == 1
    apart = html.split('<div class="ww-uit-notitie">')[1]
    assert apart.startswith('<p class="ww-zacht">Uit een praktijknotitie, 2024</p>')
    assert "Wij gaan altijd met zijn tweeën" in apart.split("</div>")[0]


def test_the_page_of_a_quote_stands_on_its_card() -> None:
    found = replace(delft_answer().evidence[0], page=3)
    html = sources.sources((Exchange(1, "?", State.DONE, replace(delft_answer(), evidence=(found,))),))
    assert "heeft’, p. 3</p>" in html


def test_a_question_that_was_stopped_has_a_proposal_and_no_sources() -> None:
    exchange = Exchange(1, "Je vraag is niet gesteld", State.WITHHELD, message="Er staat een BSN in.", proposal=HOSTILE)
    html = render.conversation([exchange]) + sources.sources((exchange,))
    assert "Er staat een BSN in." in html
    assert "Zo kan het wel" in html
    assert "<img" not in html
    assert "Bij: " not in html


def test_a_notice_is_escaped_and_nothing_is_nothing() -> None:
    assert "&lt;b&gt;" in render.notice("<b>")
    assert render.notice(None) == ""


def test_progress_in_dutch_numbers() -> None:
    html = render.building(FakeProgress("Passages omzetten", 1240, 3412))
    assert "Passages omzetten: 1.240 van 3.412" in html
    assert '<progress value="1240" max="3412">' in html
    assert "<progress></progress>" in render.building(None)


def test_filters_in_words() -> None:
    assert render.filters_text(Filters()) == ""
    chosen = Filters(kind=Kind.BLOG, municipality="Delft", year_from=2015)
    assert render.filters_text(chosen) == "Alleen gezocht in: blog · Delft · vanaf 2015."


def test_set_filters_are_named_on_the_fold() -> None:
    assert render.filters_label(Filters()) == "Zoek alleen in…"
    assert render.filters_label(Filters(municipality="Haarlem")) == "Zoek alleen in: Haarlem"


def test_nothing_found_under_a_filter_speaks_of_the_chosen_sources() -> None:
    answer = not_found("Hoeveel wijkteams heeft Amsterdam?")
    chosen = Filters(municipality="Delft")
    html = render.conversation([Exchange(1, answer.question, State.DONE, answer, filters=chosen)])
    assert "Dit staat niet in de bronnen die je koos." in html
    assert "<li>Alleen in: Delft</li>" in html
    assert "Dit staat niet in de bronnen." not in html


def test_a_long_question_is_cut_in_headings() -> None:
    exchange = Exchange(1, "woord " * 300, State.DONE, not_found("x"))
    for html in (render.conversation([exchange]), sources.sources((exchange,))):
        assert html.count("woord") < 40
        assert re.search(r"wo\w*…</", html)
    assert "…" not in render.conversation([Exchange(1, "x" * 200)])
