"""Changing a workshop, and keeping it so that an erasure reaches what came from documents and nothing else."""

import json
from dataclasses import replace

import pytest
from workshops import TEXTS, library, quote, workshop

from assistant.desks.workshop import citing, editing
from assistant.desks.workshop.shelving import from_kept, to_kept, without
from assistant.desks.workshop.types import Section, WorkshopError
from assistant.kept import Part


def test_minutes_are_added_up_again_and_a_mismatch_stays_visible() -> None:
    made = workshop()
    line = made.of(Section.PROGRAMME)[0]
    changed = editing.edited(made, Section.PROGRAMME, {f"minuten-{line.id}": "17"})
    assert editing.total(made) == 90 and editing.total(changed) == 90 - int(line.own["minuten"]) + 17
    assert changed.of(Section.CARDS) == made.of(Section.CARDS)


@pytest.mark.parametrize("typed", ["", "-5", "1,5", "999", "tien", "²"])
def test_minutes_that_are_no_number_change_nothing(typed: str) -> None:
    made = workshop()
    line = made.of(Section.PROGRAMME)[0]
    with pytest.raises(WorkshopError, match="heel aantal"):
        editing.edited(made, Section.PROGRAMME, {f"minuten-{line.id}": typed})


def test_entries_are_changed_moved_taken_out_and_added() -> None:
    made = editing.edited(workshop(), Section.QUESTIONS, {"nieuw": "Wie mist er?"})
    first, second = made.of(Section.QUESTIONS)
    assert second.own["tekst"] == "Wie mist er?"
    moved = editing.edited(made, Section.QUESTIONS, {f"plaats-{second.id}": "1", f"tekst-{first.id}": "Anders?"})
    assert [item.own["tekst"] for item in moved.of(Section.QUESTIONS)] == ["Wie mist er?", "Anders?"]
    gone = editing.edited(moved, Section.QUESTIONS, {f"weg-{first.id}": "ja"})
    assert [item.id for item in gone.of(Section.QUESTIONS)] == [second.id]


def test_a_form_of_an_older_page_changes_only_what_it_showed() -> None:
    made = workshop()
    changed = editing.edited(made, Section.CARDS, {"titel-weg": "Van een kaart die er niet meer is"})
    assert changed == made


def test_a_quote_cannot_be_rewritten_by_a_form() -> None:
    changed = editing.edited(
        workshop(), Section.STATEMENTS, {"tekst-s1": "Duur is niet erg.", "citaten-s1": "verzonnen"}
    )
    (item,) = changed.of(Section.STATEMENTS)
    assert item.own["tekst"] == "Duur is niet erg." and item.quotes == workshop().of(Section.STATEMENTS)[0].quotes


def test_personal_data_and_endless_text_are_refused() -> None:
    with pytest.raises(WorkshopError, match="persoonsgegeven"):
        editing.edited(workshop(), Section.GOALS, {"tekst-d1": "Bel 06-12345678 voor de zaal."})
    with pytest.raises(WorkshopError, match="persoonsgegeven"):
        editing.renamed(workshop(), "Voor BSN 123456782")
    with pytest.raises(WorkshopError, match="korter"):
        editing.edited(workshop(), Section.GOALS, {"tekst-d1": "a" * 2001})


def test_a_werkvorm_is_swapped_for_one_that_fits_and_for_no_other() -> None:
    made = workshop()
    line = next(item for item in made.of(Section.PROGRAMME) if item.own["soort"] == "dilemma")
    fitting = editing.options(made, library().werkvormen, line)
    changed = editing.swapped(made, library().werkvormen, line.id, fitting[0].id)
    now = changed.item(line.id)
    assert now is not None and now.own["werkvorm"] == fitting[0].id and now.own["minuten"] == line.own["minuten"]
    for wrong in ("bestaat-niet", line.own["werkvorm"], "gesprek-aan-tafels"):
        with pytest.raises(WorkshopError, match="past hier niet"):
            editing.swapped(made, library().werkvormen, line.id, wrong)


def test_what_is_kept_comes_back_as_it_was() -> None:
    made = replace(workshop(), title="Onze dag")
    kept = to_kept(made, "anna")
    back = from_kept(kept)
    assert back is not None and replace(back, changed="") == made
    assert kept.id == made.id and to_kept(made, "anna", kept).created == kept.created


def test_no_word_of_a_document_lies_in_the_half_that_stays() -> None:
    picked = replace(workshop(), theme_documents=("delft",))
    own = json.dumps([part.own for part in to_kept(picked, "anna").parts], ensure_ascii=False)
    for taken in (*TEXTS.values(), "Flexibel of duur", "projectorganisatie", "Haarlem", "Boer, A. de"):
        assert taken not in own


def test_an_erased_document_takes_its_quotes_and_a_theme_that_was_picked_from_it() -> None:
    kept = to_kept(replace(workshop(), theme_documents=("delft",)), "anna")
    erased = replace(kept, parts=tuple(Part(p.own) if "delft" in p.documents else p for p in kept.parts))
    back = from_kept(erased)
    assert back is not None and back.theme_is_lost and back.choices.theme == ""
    lost = {item.id for item in back.items if item.is_lost}
    assert lost == {"c1", "k1", "s1"}
    assert [source.document for source in citing.sources(back)] == ["notitie", "haarlem"]
    assert without(workshop(), {"haarlem", "notitie"}).of(Section.CARDS)[0].is_lost
    assert from_kept(to_kept(back, "anna")) is not None


def test_what_cannot_be_read_is_no_workshop() -> None:
    kept = to_kept(workshop(), "anna")
    assert from_kept(replace(kept, parts=())) is None
    assert from_kept(replace(kept, parts=(Part({"thema": "x"}), *kept.parts[1:]))) is None
    assert from_kept(replace(kept, parts=(kept.parts[0], Part({"onderdeel": "borrel"})))) is None


def test_quotes_are_read_without_marks_and_without_losing_a_letter() -> None:
    base = workshop().of(Section.STATEMENTS)[0].quotes[0]
    assert citing.single(replace(base, text="- Zij letten op rechtmatigheid. Zij vragen wat er staat.")) == (
        "Zij letten op rechtmatigheid. Zij vragen wat er staat."
    )
    listed = citing.lines(replace(base, text="Er zijn drie dilemma's:\n\n- **Een**: eerste.\n- Twee.\n1. Drie."))
    assert listed == [(False, "Er zijn drie dilemma's:"), (True, "Een: eerste."), (True, "Twee."), (True, "1. Drie.")]


def test_a_quote_that_was_cut_out_of_a_sentence_says_so() -> None:
    cut = replace(quote("delft", "Een projectorganisatie is duur."), text="en niet aan het ondersteunen van mensen.")
    assert citing.single(cut) == "… en niet aan het ondersteunen van mensen."
    assert citing.single(replace(cut, text="- de organisatievorm")) == "de organisatievorm"
