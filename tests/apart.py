"""Builds in processes of their own, as in the program: the memory of this one still knows what was erased."""

import multiprocessing

import pytest
from fakes import make_fake_encoder

from assistant.index import BuildReport, processes
from assistant.index.build import build_index
from assistant.settings import Settings

ALL = ("assistant.erasure", "assistant.index", "assistant.service")


def build_apart(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    """Let these modules, or whatever changes sources, build with the fake encoder in a child of a warm server."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["assistant.index.build", "assistant.index.child", "chromadb", "chromadb.api.rust"])
    monkeypatch.setattr(processes, "context", context)

    def built(settings: Settings, *arguments: object) -> BuildReport:
        return build_index(settings, settings.corpus, make_encoder=make_fake_encoder)

    for module in modules or ALL:
        monkeypatch.setattr(f"{module}.build_index", built)
    monkeypatch.setattr("assistant.service.load_question_encoder", make_fake_encoder)
