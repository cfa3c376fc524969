"""What judges a sentence beside a source: loaded late, the same everywhere, and clear about what is broken."""

import shutil
from pathlib import Path

import pytest
import tiny_e5

from assistant.encoder import PairReader
from assistant.encoder.e5_file import E5File
from assistant.encoder.entailment import LEARNT
from assistant.errors import EncoderError
from assistant.settings import Settings

SOURCE = "De gemeente betaalt de huur van het gebouw. Vrijwilligers maken het rooster."
SAME = "De huur van het gebouw wordt betaald door de gemeente."
OTHER = "Op zondag is er zwemles voor kinderen."


def test_what_a_source_says_is_judged_above_what_it_does_not_say(pair_reader: PairReader) -> None:
    same, other = pair_reader.scores(SAME, [SOURCE]), pair_reader.scores(OTHER, [SOURCE])
    assert same[0] > 0 > other[0]


def test_a_score_does_not_hang_on_what_was_read_before_or_beside_it(pair_reader: PairReader) -> None:
    alone = pair_reader.scores(SAME, [SOURCE])
    pair_reader.prepare([SOURCE, OTHER])
    assert pair_reader.scores(SAME, [OTHER, SOURCE])[1] == alone[0]
    assert pair_reader.scores(SAME, []) == []


def test_both_precisions_judge_alike(pair_reader: PairReader, empty_home: Settings) -> None:
    exact = PairReader(Settings(home=empty_home.home, cache=empty_home.cache, precision="float32"))
    for claim in (SAME, OTHER):
        assert exact.scores(claim, [SOURCE])[0] == pytest.approx(pair_reader.scores(claim, [SOURCE])[0], abs=0.3)


@pytest.mark.parametrize("text", ["", " ", "…", "\u200b", "a" * 5000, "niet " * 2000])
def test_odd_texts_are_no_trouble(pair_reader: PairReader, text: str) -> None:
    assert len(pair_reader.scores(text, [SOURCE, text])) == 2


def test_nothing_is_loaded_before_it_is_asked_and_what_is_damaged_is_said(empty_home: Settings, tmp_path: Path) -> None:
    damaged = tmp_path / "geleerd.safetensors"
    damaged.write_bytes(LEARNT.read_bytes()[:-100])
    reader = PairReader(empty_home, damaged)  # not read yet
    with pytest.raises(EncoderError, match="Installeer Wijkwijzer opnieuw"):
        reader.scores(SAME, [SOURCE])
    shutil.copy(LEARNT, damaged)
    assert len(reader.scores(SAME, [SOURCE])) == 1


def test_some_of_a_weight_file_is_read_as_all_of_it_is(tmp_path: Path) -> None:
    file = E5File.read(tiny_e5.write(tmp_path / "tiny.bin"))
    some, every = file.arrays("encoder.layer."), file.arrays()
    assert set(some) == {name for name in every if name.startswith("encoder.layer.")} != set(every)
    assert all((values == every[name]).all() for name, values in some.items())
