"""Opening the index: the current generation, or the one before it when that is damaged.

An older generation answers only when everything in it is still true: what was
deleted or changed since is never quoted again, damage or not.
"""

from pathlib import Path

from assistant.encoder import EncoderIdentity
from assistant.errors import IndexUnavailableError
from assistant.index import files, manifest, scratch
from assistant.index.generation import Generation, current_generation, is_true, previous_generation
from assistant.index.manifest import REBUILD
from assistant.index.probe import prove

OLDER = "Ik antwoord met een oudere index, want de nieuwste is beschadigd. Bouw hem opnieuw: wijkwijzer index."


def open_generation(indexes: Path, identity: EncoderIdentity, corpus: Path | None = None) -> Generation:
    """Open the current generation; IndexUnavailableError when there is none that fits.

    With ``corpus`` the previous one is opened where the current one is damaged,
    as long as it is true to those sources (``Generation.older``). Tried again
    when another one became current meanwhile: the old one is swept.
    """
    while True:
        folder = None
        try:
            folder = current_generation(indexes)
            if folder is None:
                raise IndexUnavailableError("Er is nog geen index. Bouw hem: wijkwijzer index.")
            scratch.sweep(indexes)
            return _opened(folder, identity)
        except IndexUnavailableError:
            if folder is not None and _current(indexes) != folder:
                continue
            older = _older(indexes, identity, corpus) if corpus is not None else None
            if older is None:
                raise
            return older


def damage(indexes: Path, corpus: Path) -> str | None:
    """What to say of a current generation whose files are not as they were written; None when they are."""
    folder = current_generation(indexes)
    if folder is None:
        return None
    try:
        files.check(folder, manifest.read(folder).files)
    except IndexUnavailableError as error:
        previous = previous_generation(indexes)
        return OLDER if previous is not None and is_true(manifest.read(previous), corpus) else str(error)
    return None


def _opened(folder: Path, identity: EncoderIdentity, older: bool = False) -> Generation:
    built = manifest.read(folder)
    reason = manifest.misfit(built, identity)
    if reason is not None:
        raise IndexUnavailableError(f"{reason} {REBUILD}")
    if files.is_proven(folder):
        files.check(folder, built.files)
    else:  # copied here, or restored: this machine has not loaded it yet
        files.check(folder, built.files, whole=True)
        prove(folder)
        files.mark_proven(folder)
    return Generation(folder, built, older)


def _older(indexes: Path, identity: EncoderIdentity, corpus: Path) -> Generation | None:
    try:
        folder = previous_generation(indexes)
        if folder is None or not is_true(manifest.read(folder), corpus):
            return None
        return _opened(folder, identity, older=True)
    except IndexUnavailableError:
        return None


def _current(indexes: Path) -> Path | None:
    try:
        return current_generation(indexes)
    except IndexUnavailableError:
        return None
