"""Passages: literal, complete, and cut where a reader would cut."""

from pathlib import Path

import pytest
from homes import BLOG, NOTE, REPORT, SEEDS, SOURCES

from assistant.corpus import read_document
from assistant.splitting import SEPARATOR, split
from assistant.splitting.passages import LIMIT
from assistant.types import Collection, Document, Kind, Passage

FILLER = "De leden van het team overleggen elke week met de partners in de wijk over wat beter kan. "


def document(text: str, title: str = "Titel") -> Document:
    return Document("doc", title, text, Kind.ARTIKEL, "", "", (), (), Collection.BRONNEN, "")


def passage_with(passages: list[Passage], words: str) -> Passage:
    found = [passage for passage in passages if words in passage.text]
    assert len(found) == 1, f"{words!r} is in {len(found)} passages"
    return found[0]


def check_literal_and_complete(source: Document) -> None:
    """Every passage and sentence is literal, and every visible character is in exactly one of each."""
    passages = split(source)
    at = 0
    for passage in passages:
        assert passage.text == source.text[passage.start : passage.end]
        assert at <= passage.start < passage.end
        assert not source.text[at : passage.start].strip()
        at = passage.end
        within = passage.start
        for sentence in passage.sentences:
            assert sentence.text == source.text[sentence.start : sentence.end]
            assert within <= sentence.start < sentence.end <= passage.end
            assert not source.text[within : sentence.start].strip()
            within = sentence.end
        assert within == passage.end
    assert not source.text[at:].strip()
    assert len({passage.id for passage in passages}) == len(passages)


AWKWARD = {
    "leeg": "",
    "wit": "\n \t\n",
    "één woord": "Wijkteam",
    "geen witruimte": "x" * 5000,
    "lange zin": "woord " * 2000,
    "alleen koppen": "# Een\n## Twee\n### Drie\n",
    "lijst zonder inleiding": "- een\n- twee\n- drie\n",
    "tabel": "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "bijzondere tekens": "Caf\u00e9\u00a0\u2028met \U0001f600 en \u200b niets.\n\n\x0cNieuwe bladzijde.",
    "veel alinea's": "\n\n".join([FILLER * 3] * 30),
    "diepe lijst": "\n".join(f"- {FILLER}" for _ in range(60)),
    "koppen onder koppen": "# A\n\n" + "".join(f"## B{i}\n\n### C{i}\n\n{FILLER}\n\n" for i in range(20)),
    "code": "```\nregel\n```\ntekst\n",
}


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_texts_stay_literal_and_complete(name: str) -> None:
    check_literal_and_complete(document(AWKWARD[name]))


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.md")), ids=lambda path: path.stem)
def test_sources_stay_literal_and_complete(path: Path) -> None:
    check_literal_and_complete(read_document(path, Collection.BRONNEN))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the raw texts are not on this machine")
def test_raw_web_text_stays_literal_and_complete() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        check_literal_and_complete(read_document(path, Collection.BRONNEN))


def test_no_passage_is_longer_than_the_limit() -> None:
    for text in AWKWARD.values():
        assert all(passage.end - passage.start <= LIMIT for passage in split(document(text)))


def test_a_passage_knows_the_headings_above_it() -> None:
    text = f"# Titel\n\n## Deel\n\n### Stuk\n\n{FILLER * 8}\n\n### Ander stuk\n\n{FILLER * 7}Slot.\n"
    passages = split(document(text))
    assert passage_with(passages, "### Stuk").heading == SEPARATOR.join(["Deel", "Stuk"])
    assert passage_with(passages, "Slot.").heading == SEPARATOR.join(["Deel", "Ander stuk"])


def test_a_passage_on_two_sections_has_their_common_heading() -> None:
    text = f"## Deel\n\n### Een\n\n{FILLER}\n\n### Twee\n\n{FILLER}\n"
    (passage,) = split(document(text))
    assert passage.heading == "Deel"
    assert [sentence.heading for sentence in passage.sentences][-1] == SEPARATOR.join(["Deel", "Twee"])


def test_a_list_stays_with_the_line_that_introduces_it() -> None:
    items = "".join(f"- punt {i}: {FILLER[:60]}\n" for i in range(5))
    text = f"# Titel\n\n{FILLER * 4}\n\nVoor een goede start is dit nodig:\n\n{items}\n{FILLER}\n"
    passage = passage_with(split(document(text)), "Voor een goede start is dit nodig:")
    assert all(f"- punt {i}" in passage.text for i in range(5))


@pytest.mark.parametrize("last", "?:")
def test_what_introduces_stays_with_what_it_introduces(last: str) -> None:
    lead = f"Wat leverde deze nieuwe manier van werken de inwoners van de wijk nu eigenlijk op{last}"
    text = f"# Titel\n\n{FILLER * 8}\n\n{lead}\n\nEen kortere wachttijd voor inwoners.\n\n{FILLER * 4}\n"
    assert "kortere wachttijd" in passage_with(split(document(text)), lead).text


def test_a_broken_line_is_one_sentence() -> None:
    text = f"{FILLER}\n\nDe gemeente kiest voor een team dat dicht bij de\n\nbewoners staat. Dat werkt.\n"
    sentences = [sentence.text for passage in split(document(text)) for sentence in passage.sentences]
    assert "De gemeente kiest voor een team dat dicht bij de\n\nbewoners staat." in sentences


def test_a_menu_line_never_stands_alone() -> None:
    text = f"Home\n\nContact\n\nInloggen\n\n{FILLER * 3}\n\n{FILLER * 9}\n\nDelen\n"
    passages = split(document(text))
    assert all(len(passage.text) > 60 for passage in passages[:-1])
    assert all(FILLER.strip() in passage.text for passage in passages[:1])


def test_items_and_headings_are_marked() -> None:
    (passage,) = split(document("# Kop\n\nDit is nodig:\n\n- een plan;\n- een team.\n"))
    assert [(s.is_heading, s.is_item) for s in passage.sentences] == [
        (True, False),
        (False, False),
        (False, True),
        (False, True),
    ]
    assert passage.sentences[2].block == passage.sentences[3].block


def test_a_passage_id_depends_on_document_place_and_text() -> None:
    one, other = document("Een tekst."), document("Een andere tekst.")
    assert split(one)[0].id == split(one)[0].id
    assert split(one)[0].id != split(other)[0].id


@pytest.mark.parametrize("text", [BLOG, REPORT, NOTE])
def test_the_small_home_of_the_tests_is_sound(text: str) -> None:
    check_literal_and_complete(document(text))
