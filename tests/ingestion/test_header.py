"""Front matter that is written: what changes, and above all what does not."""

import random

import pytest

from assistant.corpus.front_matter import separate
from assistant.corpus.header import block, facts, head_and_body, rewritten
from assistant.errors import CorpusError
from assistant.types import Kind

HEAD = """---
# door de redactie
titel: "Oud: titel"   # kort
auteurs:
  - Anna de Boer
  - B. Bos

# daarna
datum: 2016-03-02
vragen:
  - "Waarom?"
eigen: {a: [1, 2]}
---
"""
BODY = "\n# Kop\n\n---\ntitel: geen kop\n---\nTekst.\n"


def test_only_the_lines_of_a_key_change() -> None:
    after = rewritten(HEAD + BODY, {"title": "Nieuw", "auteurs": ["C. Cent"], "themas": ["toegang"]})
    expected = HEAD.replace('titel: "Oud: titel"   # kort', "titel: Nieuw")
    expected = expected.replace("auteurs:\n  - Anna de Boer\n  - B. Bos\n", "auteurs: [C. Cent]\n")
    assert after == expected.replace("eigen: {a: [1, 2]}\n", "eigen: {a: [1, 2]}\nthemas: [toegang]\n") + BODY


def test_a_key_can_be_taken_out() -> None:
    after = rewritten(HEAD + BODY, {"date": None})
    assert after == HEAD.replace("datum: 2016-03-02\n", "") + BODY


@pytest.mark.parametrize("body", ["Tekst.\n", "", "\n\n", "---\n", "--- \nTekst\n", "Tekst: ja\n---\nen meer"])
def test_a_text_without_a_block_gets_one(body: str) -> None:
    after = rewritten(body, {"titel": "Nieuw"})
    assert after == f"---\ntitel: Nieuw\n---\n{body}"
    assert facts(after).title == "Nieuw"


def test_byte_order_mark_and_line_ends_stay() -> None:
    text = "\ufeff---\r\ntitel: Oud\r\nsoort: blog\r\n---\r\nRegel.\r\nNog een.\n"
    assert rewritten(text, {"titel": "Nieuw", "datum": "2016"}) == (
        "\ufeff---\r\ntitel: Nieuw\r\nsoort: blog\r\ndatum: 2016\r\n---\r\nRegel.\r\nNog een.\n"
    )


@pytest.mark.parametrize(
    "head",
    [
        "---\n{titel: Oud, soort: blog}\n---\n",
        "---\ntitel: Oud\ntitle: Older\nsoort: blog\n---\n",
        "---\ntitle: |\n  Oud\n  en lang\nsoort: blog\n---\n",
        "---\nsoort: blog\ntitel: >-\n    Oud\n\n    en lang\n---\n",
        "---\n? titel\n: Oud\nsoort: blog\n---\n",
        "---\nsoort: blog\n---\n",
        "---\nsoort: blog\ntitel: Oud\n---",
    ],
    ids=["braces", "twice", "literal", "folded", "explicit", "missing", "no end"],
)
def test_every_way_to_write_a_block(head: str) -> None:
    said = facts(rewritten(head, {"titel": "Nieuw"}))
    assert (said.title, said.kind) == ("Nieuw", Kind.BLOG)


STRANGE = [
    "a: b # c", "- x", "[x]", "{x: y}", "'", '"', "null", "yes", "2016", "2016-03-02", "!!python/object:os.system x",
    "&a *a", "|", ">", "%YAML", "@x", "`x`", "...", "--- x", "é € 😀", "\\", "x\ty", "#", "?", ": ", "~", "0x1f", "1e5",
]  # fmt: skip


@pytest.mark.parametrize("value", STRANGE)
def test_a_value_is_read_back_as_it_was(value: str) -> None:
    values = {"title": value, "authors": [value, "B. Bos"], "source": value}
    for text in (block(values) + BODY, rewritten(HEAD + BODY, values)):
        said = facts(text)
        plain = " ".join(value.split())
        assert (said.title, said.source) == (plain, plain)
        assert said.authors == (plain, "B. Bos")
        assert head_and_body(text)[1] == BODY


def test_what_could_steer_a_terminal_or_end_the_block_is_left_out() -> None:
    said = facts(rewritten(HEAD, {"titel": "a\n---\nsoort: blog\x1b[31m\u202e\u2028b"}))
    assert (said.title, said.kind) == ("a --- soort: blog [31m b", None)


@pytest.mark.parametrize(
    "changes", [{"datum": "gisteren"}, {"soort": "roman"}, {"zichtbaarheid": "iedereen"}, {"titel": "x" * 6000}]
)
def test_a_value_that_cannot_be_used_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(CorpusError):
        rewritten(HEAD + BODY, changes)


def test_a_block_that_is_broken_is_not_touched() -> None:
    for head in ("---\ntitel: [open\n---\n", "---\ntitel: nooit dicht\n", "---\n- een\n---\n"):
        with pytest.raises(CorpusError):
            rewritten(head + "Tekst.\n", {"titel": "Nieuw"})


def test_random_blocks_keep_everything_else() -> None:
    random.seed(11)
    lines = ["soort: blog", "# let op", "", "eigen: [1, 2]", "lijst:\n- a\n- b", "lang: |\n  x\n  y", "datum: 2016"]
    for _ in range(300):
        chosen = random.sample(lines, random.randint(0, len(lines)))
        chosen.insert(random.randint(0, len(chosen)), "titel: Oud")
        end = random.choice(("\n", "\r\n"))
        text = f"---\n{chr(10).join(chosen)}\n---\n{BODY}".replace("\n", end)
        after = rewritten(text, {"titel": "Nieuw"})
        assert after == text.replace("titel: Oud", "titel: Nieuw", 1)
        assert separate(after.replace("\r\n", "\n"))[0].title == "Nieuw"
