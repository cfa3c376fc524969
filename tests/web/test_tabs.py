"""One thing at work in a tab: what goes before it silences it and waits for its end, and never for ever."""

import threading

import pytest

from assistant.web import tabs
from assistant.web.tabs import Tabs


def test_what_goes_first_silences_what_is_at_work_and_waits_until_it_has_ended() -> None:
    found, order = Tabs(), []
    begun, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with found.beside("tab") as work:
            assert work is not None
            begun.set()
            may_end.wait(5)
            order.append(("ended", work.silent.is_set(), work.stop.is_set()))

    thread = threading.Thread(target=slow)
    thread.start()
    assert begun.wait(5)
    threading.Timer(0.05, may_end.set).start()
    with found.first("tab", threading.Event()) as work:
        order.append(("first", work.silent.is_set(), work.stop.is_set()))
    thread.join(5)
    assert order == [("ended", True, True), ("first", False, False)]


def test_nothing_comes_beside_what_is_at_work_but_other_tabs_are_free() -> None:
    found = Tabs()
    with found.first("tab", threading.Event()):
        with found.beside("tab") as work:
            assert work is None
        with found.beside("ander") as work:
            assert work is not None
    with found.beside("tab") as work:
        assert work is not None


def test_a_stop_is_no_silence_and_an_end_is_both() -> None:
    found, stop = Tabs(), threading.Event()
    with found.first("tab", stop) as work:
        found.stop("tab")
        assert stop.is_set() and not work.silent.is_set()
    found.stop("tab")
    found.end("tab")  # there is nothing any more


def test_what_never_ends_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabs, "WAIT_SECONDS", 0.01)
    found = Tabs()
    abandoned = found.first("tab", threading.Event())
    work = abandoned.__enter__()
    found.end("tab")
    assert work.silent.is_set() and not work.ended.is_set()
