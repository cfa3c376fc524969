"""What was derived lies beside its generation, holds no text, and is used again where nothing changed."""

import json
import threading
from collections.abc import Callable

import invented_reports as reports
import pytest
from homes import Build
from noting import OnReports

from assistant.desks.examples import Derivation, Examples
from assistant.desks.examples import derivation as module
from assistant.index import derived, files
from assistant.settings import Settings


def test_a_second_time_nothing_is_asked(on_reports: OnReports) -> None:
    engine = on_reports()
    first = Derivation(engine, {}).run()
    asked = len(engine.asked)
    again = Derivation(engine, {})
    assert again.table.is_whole and again.table.rows == first.rows and asked > 10
    assert again.run().rows == first.rows
    assert len(engine.asked) == asked


def test_only_the_place_that_changed_is_asked_about_again(on_reports: OnReports) -> None:
    engine = on_reports()
    Derivation(engine, {}).run()
    folder = engine.generation.folder
    kept = derived.read(folder)
    changed = {**reports.ALL, "zwolle-later": reports.NEW.replace("160", "175")}
    second = on_reports(changed)
    derived.write(second.generation.folder, {**kept, derived.OWN: {}})  # as a build carries it over
    derivation = Derivation(second, {})
    assert not derivation.table.is_whole
    before = {row.place.name for row in derivation.table.rows}
    assert {"Goes", "Almelo", "Zwolle"} <= before, "what still stands is shown at once"
    table = derivation.run()
    zwolle = {row for of in [table.row("Zwolle")] if of for row in of.sources}
    assert second.asked and all(zwolle & set(rows) for rows in second.asked)
    assert table.rows == Derivation(on_reports(changed), {}).run().rows, "the same as asked all anew"


def test_no_text_of_a_document_is_kept(on_reports: OnReports) -> None:
    engine = on_reports()
    Derivation(engine, {}).run()
    held = (engine.generation.folder / derived.FILE).read_text(encoding="utf-8")
    for document in engine.generation.documents:
        text = engine.generation.store.document(document.id)
        assert text is not None and document.id not in held and document.title not in held
        assert not any(text.text[at : at + 24] in held for at in range(0, len(text.text) - 24, 24))


def test_a_build_carries_over_what_names_municipalities_alone(on_reports: OnReports, empty_home: Settings) -> None:
    engine = on_reports()
    Derivation(engine, {}).run()
    fresh = empty_home.indexes / "g-volgende"
    fresh.mkdir()
    derived.carry(engine.generation.folder, fresh)
    held = (fresh / derived.FILE).read_text(encoding="utf-8")
    assert "Zwolle" in held and "Vaartstreek" not in held, "a name that only a document has goes with it"


def test_what_is_kept_is_no_part_of_the_proof(on_reports: OnReports) -> None:
    engine = on_reports()
    files.mark_proven(engine.generation.folder)
    Derivation(engine, {}).run()
    assert files.is_proven(engine.generation.folder)


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"carried": 3}', '{"carried": {"voorbeelden": {"version": 1}}}'])
def test_a_damaged_file_is_derived_again(on_reports: OnReports, broken: str) -> None:
    engine = on_reports({"zwolle": reports.NEW})
    whole = Derivation(engine, {}).run()
    (engine.generation.folder / derived.FILE).write_text(broken, encoding="utf-8")
    assert Derivation(engine, {}).run().rows == whole.rows


def test_a_cell_that_points_to_nowhere_is_derived_again(on_reports: OnReports) -> None:
    engine = on_reports({"zwolle": reports.NEW})
    whole = Derivation(engine, {}).run()
    path = engine.generation.folder / derived.FILE
    held = json.loads(path.read_text(encoding="utf-8"))
    cells = held["carried"]["voorbeelden"]["cells"]
    held["carried"]["voorbeelden"]["cells"] = dict.fromkeys(cells, "stuk")
    path.write_text(json.dumps(held), encoding="utf-8")
    assert Derivation(engine, {}).run().rows == whole.rows


def test_names_that_a_curator_adds_make_it_anew(on_reports: OnReports, empty_home: Settings) -> None:
    team = reports.front("Team Vaart", "2022", "artikel", []) + "# Team Vaart\n\nTeam Vaart heeft 12 medewerkers.\n"
    engine = on_reports({"team": team})
    examples = Examples()
    examples.table(engine)
    examples.wait(20)
    assert examples.table(engine).rows == ()
    (empty_home.home / "initiatieven.txt").write_text("Team Vaart\n", encoding="utf-8")
    fresh = Examples()
    fresh.table(engine)
    fresh.wait(20)
    assert [row.place.name for row in fresh.table(engine).rows] == ["Team Vaart"]


def held_up(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Deriving waits for the first event, and sets the second when it has begun."""
    held, reached = threading.Event(), threading.Event()
    real: Callable[..., object] = module.derive

    def slowly(*asked: object) -> object:
        reached.set()
        held.wait(20)
        return real(*asked)

    monkeypatch.setattr(module, "derive", slowly)
    return held, reached


def test_it_can_be_stopped_and_goes_on_where_it_was(on_reports: OnReports, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = on_reports()
    held, reached = held_up(monkeypatch)
    examples = Examples()
    assert examples.table(engine).runs
    assert reached.wait(20)
    examples.stop()
    held.set()
    examples.wait(20)
    half = examples.table(engine)
    assert not half.is_whole and not half.runs and 0 < half.done < half.total
    examples.start(engine)
    examples.wait(20)
    assert examples.table(engine).is_whole


def test_a_stop_that_is_taken_back_at_once_stops_nothing(
    on_reports: OnReports, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = on_reports()
    held, reached = held_up(monkeypatch)
    examples = Examples()
    assert examples.table(engine).runs and reached.wait(20)
    examples.stop()
    examples.start(engine)
    held.set()
    examples.wait(20)
    assert examples.table(engine).is_whole and not examples.table(engine).runs


def test_another_generation_is_derived_by_itself(on_reports: OnReports, build: Build) -> None:
    examples = Examples()
    first = on_reports({"zwolle": reports.NEW})
    examples.table(first)
    examples.wait(20)
    second = on_reports({"goes": reports.TWO_TOWNS})
    examples.table(second)
    examples.wait(20)
    assert {row.place.name for row in examples.table(second).rows} == {"Almelo", "Goes"}
