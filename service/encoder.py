"""A sentence encoder from a folder that the operator provides: an ONNX model with its tokenizer, on the processor.

The folder holds what the usual exports of sentence-transformers give: `model.onnx` (with its weights beside it, where
they are kept apart) and `tokenizer.json`. The only module that knows onnxruntime and tokenizers, which come with the
extra `semantic`; they are imported when a folder is opened.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Floats
from service.errors import EncoderUnusable

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"

_LONGEST = 512
"""Tokens of a text that are read, where no file of the folder says less."""
_LENGTHS = (("sentence_bert_config.json", "max_seq_length"), ("tokenizer_config.json", "model_max_length"))
_POOLED, _BY_TOKEN = "sentence_embedding", ("last_hidden_state", "token_embeddings")
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_NUMBERS: dict[str, type[np.signedinteger[Any]]] = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
_BATCH = 64
_TRIED = ("hej", "en lite längre mening, för att se att texter av olika längd går bra")

Numbers = NDArray[np.signedinteger[Any]]


def open_encoder(folder: Path) -> "OnnxEncoder":
    """Open the encoder of a folder, and try it.

    Args:
        folder: holds the model and its tokenizer.

    Raises:
        EncoderUnusable: the folder, a file or the extra is missing, or the model is not a sentence encoder.
    """
    if not folder.is_dir():
        raise EncoderUnusable(f"{folder} is not a folder. Make it, with {MODEL} and {TOKENIZER} in it")
    for name in (MODEL, TOKENIZER):
        if not (folder / name).is_file():
            raise EncoderUnusable(f"There is no {name} in {folder}. Export the encoder anew, and put {name} there")
    tokenizer = _tokenizer(folder)
    encoder = OnnxEncoder(_identity(folder), tokenizer, _session(folder / MODEL), folder / MODEL)
    if not np.isfinite(encoder.encode(_TRIED)).all():
        raise EncoderUnusable(f"{folder / MODEL} gives vectors that are no numbers. Export the encoder anew")
    return encoder


def _identity(folder: Path) -> str:
    """The hash of all files of the folder: weights may lie in files of any name."""
    found = hashlib.sha256()
    try:
        for path in sorted(path for path in folder.iterdir() if path.is_file()):
            found.update(f"{path.name}\0{path.stat().st_size}\0".encode("utf-8", "surrogateescape"))
            with path.open("rb") as file:
                found.update(hashlib.file_digest(file, "sha256").digest())
    except OSError as error:
        raise EncoderUnusable(f"{folder} cannot be read ({error.strerror}). Let the service read its files") from error
    return found.hexdigest()[:16]


def _tokenizer(folder: Path) -> Any:
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _not_installed("tokenizers") from error
    try:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    except Exception as error:  # the package raises nothing narrower
        raise EncoderUnusable(f"{folder / TOKENIZER} cannot be read ({error}). Export the encoder anew") from error
    tokenizer.enable_truncation(_longest(folder, (tokenizer.truncation or {}).get("max_length", _LONGEST)))
    return tokenizer


def _longest(folder: Path, longest: int) -> int:
    """How many tokens of a text the model reads: the least that any file says."""
    for name, key in _LENGTHS:
        try:
            said = json.loads((folder / name).read_text(encoding="utf-8")).get(key)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, AttributeError) as error:
            raise EncoderUnusable(f"{folder / name} cannot be read. Export the encoder anew, or remove it") from error
        if isinstance(said, int) and said > 0:
            longest = min(longest, said)
    return min(longest, _LONGEST)


def _session(model: Path) -> Any:
    try:
        import onnxruntime  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _not_installed("onnxruntime") from error
    options = onnxruntime.SessionOptions()
    options.use_deterministic_compute = True
    options.log_severity_level = 4  # what it would log, it also raises
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its exceptions have no common name
        raise EncoderUnusable(f"{model} cannot be loaded ({_first_line(error)}). Export the encoder anew") from error


def _not_installed(package: str) -> EncoderUnusable:
    return EncoderUnusable(
        f"The Python package {package} is missing. Install the extra: pip install 'insatsguiden[semantic]'"
    )


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


class OnnxEncoder:
    """An encoder of sentences (`bot.matching.encoder.Encoder`); made by `open_encoder`.

    Args:
        identity: the hash of its files.
        tokenizer: the tokenizer, with its truncation set.
        session: the model, loaded.
        model: the model's file, to name it when something is wrong with it.
    """

    def __init__(self, identity: str, tokenizer: Any, session: Any, model: Path) -> None:
        self.identity = identity
        self._model = model
        self._session = session
        self._tokenizer = tokenizer
        self._filler = int((tokenizer.padding or {}).get("pad_id", 0))
        tokenizer.no_padding()
        self._inputs = self._checked_inputs()
        self._output = self._checked_output()

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of some texts, each of unit length.

        Args:
            texts: any texts.

        Raises:
            EncoderUnusable: the model fails, or what it gives has another shape than it should.
        """
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        parts = [
            self._batch([texts[number] for number in order[low : low + _BATCH]]) for low in range(0, len(order), _BATCH)
        ]
        found = np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)
        result = np.empty_like(found)
        result[order] = found
        return result

    def _batch(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts that are read together; texts of like length, since all are filled up to the longest."""
        readable = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        tokens = self._tokenizer.encode_batch(readable)
        shape = len(tokens), max(1, *(len(one.ids) for one in tokens))
        ids, mask, types = np.full(shape, self._filler), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for row, one in enumerate(tokens):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = one.attention_mask
            types[row, : len(one.ids)] = one.type_ids
        given = dict(zip(_INPUTS, (ids, mask, types), strict=True))
        try:
            (out,) = self._session.run(
                [self._output], {name: given[name].astype(number) for name, number in self._inputs.items()}
            )
        except Exception as error:  # its exceptions have no common name
            raise self._unusable(f"cannot encode a sentence ({_first_line(error)})") from error
        return _unit(self._pooled(np.asarray(out), mask))

    def _pooled(self, out: NDArray[Any], mask: Numbers) -> Floats:
        """One vector for each text: as the model gives it, or the mean of those of its tokens."""
        wanted = mask.shape[:1] if self._output == _POOLED else mask.shape
        if out.ndim != len(wanted) + 1 or out.shape[:-1] != wanted or not out.shape[-1]:
            by = "sentences by dimensions" if self._output == _POOLED else "sentences by tokens by dimensions"
            raise self._unusable(f"gives {self._output} in the shape {out.shape}, which is not {by}")
        if self._output == _POOLED:
            return out.astype(np.float32)
        total = np.einsum("std,st->sd", out.astype(np.float32), mask.astype(np.float32))
        result: Floats = total / np.maximum(mask.sum(axis=1, keepdims=True), 1).astype(np.float32)
        return result

    def _checked_inputs(self) -> dict[str, type[np.signedinteger[Any]]]:
        """The inputs of the model, with the kind of numbers that each wants."""
        wanted = {one.name: one.type for one in self._session.get_inputs()}
        if "input_ids" not in wanted or not set(wanted) <= set(_INPUTS):
            raise self._unusable(f"has the inputs {_list(wanted)}; it may have {_list(_INPUTS)}")
        if not set(wanted.values()) <= set(_NUMBERS):
            raise self._unusable(f"wants inputs of the types {_list(wanted.values())}; they may be {_list(_NUMBERS)}")
        return {name: _NUMBERS[kind] for name, kind in wanted.items()}

    def _checked_output(self) -> str:
        """The output to take vectors from."""
        there = [one.name for one in self._session.get_outputs()]
        for name in (_POOLED, *_BY_TOKEN):
            if name in there:
                return name
        raise self._unusable(f"has the outputs {_list(there)}; one must be {_list((_POOLED, *_BY_TOKEN))}")

    def _unusable(self, what: str) -> EncoderUnusable:
        return EncoderUnusable(f"{self._model} {what}. Export the encoder as one for sentences")


def _list(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names)) or "-"


def _unit(vectors: Floats) -> Floats:
    result: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return result
