"""The encoder's edge: it reads whole folders, and tells kindly what is wrong with others."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto

from service.encoder import open_encoder
from service.errors import EncoderUnusable
from tests.tiny_encoder import DIMENSIONS, IDS, Shape, write_encoder, write_length

MEANINGS = (("mamma", "mother"), ("hjälp", "help"), ("skuld", "debt"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_encoder(tmp_path / "encoder", MEANINGS)


def test_what_means_the_same_gets_the_same_vector(folder: Path) -> None:
    vectors = open_encoder(folder).encode(["mamma hjälp", "Mother help", "skuld"])
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.allclose(vectors[0], vectors[1])
    assert vectors[0] @ vectors[2] < 0.9


def test_company_in_a_batch_changes_nothing(folder: Path) -> None:
    encoder = open_encoder(folder)
    texts = [" ".join(["hjälp"] * (number % 9) + ["debt", "mamma"]) for number in range(200)]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-6)


def test_several_threads_get_what_one_gets(folder: Path) -> None:
    encoder = open_encoder(folder)
    texts = ["mamma", "debt help", "hjälp " * 40] * 20
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: encoder.encode([text])[0], texts))
    assert all(np.array_equal(vector, found[number % 3]) for number, vector in enumerate(found))


@pytest.mark.parametrize("text", ["", "   ", "\ud800", "\x00", "x" * 100_000, "ord " * 10_000])
def test_odd_text_is_survived(folder: Path, text: str) -> None:
    assert np.isfinite(open_encoder(folder).encode([text])).all()


def test_nothing_to_encode(folder: Path) -> None:
    assert len(open_encoder(folder).encode([])) == 0


def test_text_is_cut_to_the_length_of_the_model(folder: Path) -> None:
    write_length(folder, 2)
    first, second = open_encoder(folder).encode(["mamma help", "mamma help debt"])
    assert np.allclose(first, second)


@pytest.mark.parametrize(
    "shape",
    [
        Shape(IDS[:1]),
        Shape(IDS[:2]),
        Shape(number=TensorProto.INT32, others=TensorProto.INT32),
        Shape(output="token_embeddings"),
        Shape(output="sentence_embedding", width=2),
    ],
)
def test_usual_exports_are_read(tmp_path: Path, shape: Shape) -> None:
    encoder = open_encoder(write_encoder(tmp_path, MEANINGS, shape))
    first, second = encoder.encode(["mamma hjälp"])[0], encoder.encode(["mother help"])[0]
    assert np.allclose(first, second)


def test_identity_is_that_of_the_files(folder: Path, tmp_path: Path) -> None:
    first = open_encoder(folder).identity
    assert open_encoder(folder).identity == first
    assert open_encoder(write_encoder(tmp_path / "same", MEANINGS)).identity == first
    assert open_encoder(write_encoder(tmp_path / "other", MEANINGS[:2])).identity != first
    write_length(folder, 100)
    assert open_encoder(folder).identity != first


def _remove(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def _spoil(name: str) -> Callable[[Path], object]:
    return lambda folder: folder.joinpath(name).write_text("not what it should be")


def _reshape(shape: Shape) -> Callable[[Path], object]:
    return lambda folder: write_encoder(folder, MEANINGS, shape)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_remove("model.onnx"), "There is no model.onnx in"),
        (_remove("tokenizer.json"), "There is no tokenizer.json in"),
        (_spoil("model.onnx"), "model.onnx cannot be loaded"),
        (_spoil("tokenizer.json"), "tokenizer.json cannot be read"),
        (_spoil("sentence_bert_config.json"), "sentence_bert_config.json cannot be read"),
        (_reshape(Shape(output="logits")), "has the outputs logits; one must be sentence_embedding"),
        (_reshape(Shape(("pixel_values",))), "has the inputs pixel_values; it may have input_ids"),
        (_reshape(Shape(others=TensorProto.FLOAT)), "wants inputs of the types tensor(int64), tensor(float)"),
        (_reshape(Shape(width=2)), "gives last_hidden_state in the shape (2, 16)"),
        (_reshape(Shape(output="sentence_embedding")), "which is not sentences by dimensions"),
    ],
)
def test_broken_folder_is_told_kindly(folder: Path, harm: Callable[[Path], object], told: str) -> None:
    harm(folder)
    with pytest.raises(EncoderUnusable) as caught:
        open_encoder(folder)
    assert told in str(caught.value)
    assert str(folder) in str(caught.value)
    assert "unset INSATSGUIDEN_ENCODER_DIR" in str(caught.value)


def test_model_that_fails_is_told_kindly(folder: Path, tmp_path: Path) -> None:
    """A tokenizer of another model gives numbers that this one has no vector for."""
    many = write_encoder(tmp_path / "many", [*MEANINGS, ("hej", "en", "lite", "längre")])
    (many / "tokenizer.json").replace(folder / "tokenizer.json")
    with pytest.raises(EncoderUnusable, match="cannot encode a sentence"):
        open_encoder(folder)


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnusable, match="nowhere is not a folder"):
        open_encoder(tmp_path / "nowhere")


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_missing_extra_is_told_kindly(folder: Path, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EncoderUnusable, match=rf"{package} is missing.*insatsguiden\[semantic\]"):
        open_encoder(folder)
