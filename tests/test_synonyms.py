"""Synonyms: groups that a curator wrote, matched on stems."""

from pathlib import Path

import numpy as np

from assistant.dutch.synonyms import load, parse, shipped
from assistant.dutch.words import terms
from assistant.reader import understand
from assistant.reader.spans import SYNONYM_SHARE, share
from assistant.retrieval import make_query

GROUPS = parse(["wijkteam, sociaal team, gebiedsteam", "pgb, persoonsgebonden budget", "alleen"])


def test_a_word_has_the_others_of_its_group() -> None:
    found = GROUPS.alternatives(terms("Hoe werkt een wijkteam?"))
    assert set(found) == set(terms("wijkteam"))
    assert frozenset(terms("gebiedsteam")) in found[terms("wijkteam")[0]]
    assert frozenset(terms("sociaal team")) in found[terms("wijkteam")[0]]


def test_a_term_of_two_words_counts_only_as_a_whole() -> None:
    assert not GROUPS.alternatives(terms("Hoe wordt een team sociaal?"))
    assert GROUPS.alternatives(terms("Wat doet een sociaal team?"))


def test_a_line_of_one_word_is_no_group() -> None:
    assert not GROUPS.alternatives(terms("alleen"))


def test_synonyms_are_explained_as_they_were_written() -> None:
    assert GROUPS.explain(terms("Wat is een pgb?")) == {"pgb": ("persoonsgebonden budget",)}


def test_a_curators_own_file_comes_before_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "synoniemen.txt"
    assert load(own) is shipped()
    own.write_text("# van ons\nbuurtkamer, huiskamer\n", encoding="utf-8")
    assert load(own).explain(terms("de buurtkamer")) == {"buurtkamer": ("huiskamer",)}


def test_the_shipped_groups_hold_the_fields_own_words() -> None:
    assert "gebiedsteam" in shipped().explain(terms("een wijkteam"))["wijkteam"]


def test_a_query_also_looks_for_synonyms_and_for_pieces_of_words() -> None:
    query = make_query("wijkteams", np.zeros(3, np.float32), GROUPS)
    weights = {(field, term): weight for field, term, weight in query.weighted}
    assert weights["body", terms("gebiedsteam")[0]] < weights["body", terms("wijkteam")[0]]
    assert ("pieces", "_wij") in weights


def test_the_reader_takes_a_synonym_for_nearly_the_word_itself() -> None:
    asked = terms("pgb")
    question = understand("pgb", dict.fromkeys(asked, 1.0), alternatives=GROUPS.alternatives(asked))
    assert share(question, set(asked)) == 1.0
    assert share(question, set(terms("een persoonsgebonden budget"))) == SYNONYM_SHARE
    assert share(question, set(terms("een budget"))) == 0.0
