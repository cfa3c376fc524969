"""Retrieval: filters keep exactly the right documents, and both searches count."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import make_fake_encoder
from homes import Build, Open
from langchain_core.documents import Document as LangChainDocument

from assistant.index import Generation
from assistant.pipeline import Assistant
from assistant.retrieval import make_query, retrieve
from assistant.retriever import HybridRetriever
from assistant.settings import Settings
from assistant.types import Collection, Document, Filters, FoundBy, Kind

QUESTION = "Hoe werken de wijkteams samen met de huisarts?"
FILTERS = {
    "collection": Filters(collection=Collection.NOTITIES),
    "other collection": Filters(collection=Collection.BRONNEN),
    "kind": Filters(kind=Kind.ONDERZOEK),
    "municipality": Filters(municipality="Horst aan de Maas"),
    "theme": Filters(theme="toegang"),
    "from a year": Filters(year_from=2020),
    "up to a year": Filters(year_to=2019),
    "one year": Filters(year_from=2016, year_to=2016),
    "all at once": Filters(Collection.BRONNEN, Kind.BLOG, "Delft", 2015, 2017),
    "nothing fits": Filters(municipality="Ameland"),
}


@pytest.fixture
def generation(empty_home: Settings, build: Build, opened: Open) -> Generation:
    """Twenty-four documents that differ in everything a filter looks at."""
    places, kinds, years = (
        ["Delft", "Horst aan de Maas", "Best"],
        ["blog", "onderzoek"],
        ["2016", "2019-05", "2021", ""],
    )
    for number in range(24):
        collection = "notities" if number % 5 == 0 else "bronnen"
        path: Path = empty_home.corpus / collection / f"{number:02}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\nsoort: {kinds[number % 2]}\ngemeenten: [{places[number % 3]}]\ndatum: {years[number % 4]}\n"
            f"themas: [{'toegang, zorg' if number % 6 == 0 else 'zorg'}]\n---\n"
            f"De wijkteams werken samen met huisarts nummer {number} aan {'welzijn' if number % 2 else 'preventie'}.\n"
        )
    build(empty_home)
    return opened(empty_home)


def documents(generation: Generation, settings: Settings, filters: Filters, limit: int = 50) -> list[str]:
    vector = make_fake_encoder(settings).encode_queries([QUESTION])[0]
    hits = retrieve(generation, make_query(QUESTION, vector), limit, filters).hits
    return [hit.passage.document_id for hit in hits]


def passes(document: Document, filters: Filters) -> bool:
    """What a filter means, one document at a time."""
    if filters.collection and document.collection is not filters.collection:
        return False
    if filters.kind and document.kind is not filters.kind:
        return False
    if filters.municipality and filters.municipality not in document.municipalities:
        return False
    if filters.theme and filters.theme not in document.themes:
        return False
    if filters.year_from is None and filters.year_to is None:
        return True
    year = document.year
    return year is not None and (filters.year_from or year) <= year <= (filters.year_to or year)


@pytest.mark.parametrize("name", FILTERS)
def test_filters_keep_exactly_the_right_documents(generation: Generation, empty_home: Settings, name: str) -> None:
    filters = FILTERS[name]
    expected = {document.id for document in generation.documents if passes(document, filters)}
    assert bool(expected) == (name != "nothing fits")
    assert set(documents(generation, empty_home, filters)) == expected


def test_what_passes_is_what_the_front_matter_says(generation: Generation, empty_home: Settings) -> None:
    """Not by the program's own reading: number 1 to 3 of the four years hold a date, one in four has none."""
    assert {int(name) % 4 for name in documents(generation, empty_home, Filters(year_from=1900))} == {0, 1, 2}
    assert {int(name) % 5 for name in documents(generation, empty_home, FILTERS["collection"])} == {0}
    assert {int(name) % 3 for name in documents(generation, empty_home, FILTERS["municipality"])} == {1}
    assert all(int(name) % 2 for name in documents(generation, empty_home, FILTERS["kind"]))


def test_no_filter_keeps_everything(generation: Generation, empty_home: Settings) -> None:
    assert len(documents(generation, empty_home, Filters())) == 24
    assert len(documents(generation, empty_home, Filters(), limit=5)) == 5


@pytest.fixture
def with_graph(starter_assistant: Assistant) -> Iterator[Generation]:
    """The starter corpus as a large one is opened: with Chroma's graph."""
    small = starter_assistant.generation
    assert small.dense is None, "a scan is enough"
    large = Generation(small.folder, small.manifest, with_graph=True)
    yield large
    large.close()


def test_a_filter_that_keeps_everything_keeps_the_order(starter_assistant: Assistant, with_graph: Generation) -> None:
    """The graph that answers without a filter, where there is one, and the scan that answers with one agree."""
    large = starter_assistant.on(with_graph)
    for question in (QUESTION, "Welke succesfactoren zijn er?", "Waarom koos Delft niet voor wijkteams?"):
        free = large.search(question, 10)
        kept = starter_assistant.search(question, 10, Filters(collection=Collection.BRONNEN))
        assert [hit.row for hit in free] == [hit.row for hit in kept]
        assert [hit.row for hit in free] == [hit.row for hit in starter_assistant.search(question, 10)]


def test_the_graph_finds_the_nearest_passages(with_graph: Generation) -> None:
    generation = with_graph
    assert generation.dense is not None
    vector = np.asarray(generation.passage_vectors[7], np.float32)
    exact = np.asarray(generation.passage_vectors, np.float32) @ vector
    rows, cosines = zip(*generation.dense.search(vector, 10), strict=True)
    assert rows[0] == 7
    assert set(rows) == set(np.argsort(-exact)[:10].tolist())
    assert np.allclose(cosines, exact[list(rows)], atol=2e-3)


def test_hits_are_ordered_and_say_what_found_them(starter_assistant: Assistant) -> None:
    hits = starter_assistant.search("Waarom koos Delft niet voor wijkteams?", 10)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].found_by is FoundBy.BOTH
    assert hits[0].passage.document_id == "002-delft-toegang"
    assert len({hit.row for hit in hits}) == len(hits)


def test_words_of_nowhere_are_found_by_meaning_only(starter_assistant: Assistant) -> None:
    hits = starter_assistant.search("xqzwv", 10)
    assert hits
    assert {hit.found_by for hit in hits} == {FoundBy.DENSE}


def test_a_passage_found_has_its_own_text(starter_assistant: Assistant) -> None:
    for hit in starter_assistant.search(QUESTION, 10):
        document = starter_assistant.document(hit.passage.document_id)
        assert document is not None
        assert hit.passage.text == document.text[hit.passage.start : hit.passage.end]


def test_langchain_sees_the_same_search(generation: Generation, empty_home: Settings) -> None:
    retriever = HybridRetriever(
        generation=generation, encoder=make_fake_encoder(empty_home), limit=4, filters=FILTERS["municipality"]
    )
    found = retriever.invoke(QUESTION)
    assert all(isinstance(document, LangChainDocument) for document in found)
    assert [document.metadata["document"] for document in found] == documents(
        generation, empty_home, FILTERS["municipality"], limit=4
    )
    assert set(found[0].metadata) == {"document", "heading", "start", "end", "score", "found_by"}
    assert "huisarts" in found[0].page_content


FINDABLE = {
    "OP033x1": ("Een toewijzing wijzigen gaat volgens regel {}.", ["OP033", "OP034x1", "OP033x2"]),
    "1 januari 2018": ("Deze werkwijze geldt sinds {}.", ["1 januari 2019", "1 juni 2018", "11 januari 2008"]),
    "18 uur": ("Medewerkers werken {} in het wijkteam.", ["28 uur", "8 uur", "180 uur"]),
    "€ 1.250,50": ("De bijdrage is {}.", ["€ 1.350,50", "€ 1.250", "€ 250,50"]),
    "JW305": ("Het startbericht heet {}.", ["JW307", "JW315", "WMO305"]),
}


@pytest.mark.parametrize("asked", FINDABLE)
def test_exact_codes_dates_and_numbers_are_found(empty_home: Settings, build: Build, opened: Open, asked: str) -> None:
    """Among texts that differ in nothing but their code, date or number."""
    sentence, others = FINDABLE[asked]
    _write(empty_home, [sentence.format(one) for one in (*others, asked)])
    build(empty_home)
    found = opened(empty_home)
    for question in (asked, f"Waar staat {asked}?", asked.lower()):
        assert _first(found, empty_home, question) == sentence.format(asked)


def _write(home: Settings, texts: list[str]) -> None:
    (home.corpus / "bronnen").mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (home.corpus / "bronnen" / f"{number:02}.md").write_text(f"{text}\n", encoding="utf-8")


def _first(found: Generation, home: Settings, question: str) -> str:
    query = make_query(question, make_fake_encoder(home).encode_queries([question])[0])
    return retrieve(found, query, 1).hits[0].passage.text.strip()


def test_a_sentence_is_scored_by_each_subword(generation: Generation, empty_home: Settings) -> None:
    """A row a sentence, a column a subword; a question without subwords counts as one."""
    one, other = make_fake_encoder(empty_home).encode_queries([QUESTION, "preventie"])
    found = retrieve(generation, make_query(QUESTION, one, subwords=np.stack([one / 4, 3 * other / 4])), 5)
    plain = retrieve(generation, make_query(QUESTION, one), 5)
    assert len(found.hits) == len(found.subword_scores) == 5
    for whole, parts, alone in zip(found.sentence_scores, found.subword_scores, plain.subword_scores, strict=True):
        assert parts.shape == (len(whole), 2)
        assert np.allclose(parts[:, 0], whole / 4, atol=1e-6)
        assert np.allclose(alone[:, 0], whole, atol=1e-6)
    last, first = found.picked([4, 0]).hits
    assert (first, last) == (found.hits[0], found.hits[4])


def test_a_short_no_is_found_by_who_asks_for_it(empty_home: Settings, build: Build, opened: Open) -> None:
    texts = [
        "Nee, dat kan niet bij een indicatie.",
        "Een indicatie geldt meestal een jaar; een indicatie bewaart de gemeente.",
        "Een wijkteam helpt bij vragen over zorg.",
        "De huisarts verwijst naar het wijkteam.",
    ]
    _write(empty_home, texts)
    build(empty_home)
    found = opened(empty_home)
    assert _first(found, empty_home, "Kan ik een indicatie bewaren?") == texts[0]
    assert _first(found, empty_home, "Hoe lang geldt een indicatie?") == texts[1]
