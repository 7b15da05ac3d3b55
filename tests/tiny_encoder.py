"""A sentence encoder in miniature, made on the spot: each word has a vector, and words of one meaning share it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

DIMENSIONS = 16
IDS = ("input_ids", "attention_mask", "token_type_ids")
UNKNOWN = "[UNK]"


@dataclass(frozen=True)
class Shape:
    """What a model asks for and gives.

    Attributes:
        inputs: the names of its inputs.
        output: the name of its output.
        number: the type of its first input.
        others: the type of the others.
        width: how many axes the output has: 3 by token, 2 by sentence.
    """

    inputs: tuple[str, ...] = IDS
    output: str = "last_hidden_state"
    number: int = TensorProto.INT64
    others: int = TensorProto.INT64
    width: int = 3


def write_encoder(folder: Path, meanings: Sequence[Sequence[str]], shape: Shape | None = None) -> Path:
    """Write a model and its tokenizer.

    Args:
        folder: where to.
        meanings: for each meaning, the words that have it; all other words mean nothing.
        shape: what the model asks for and gives.

    Returns:
        the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    words = {word: number for number, group in enumerate(meanings, start=1) for word in group}
    numbers = {UNKNOWN: 0, **{word: number for number, word in enumerate(words, start=1)}}
    chance = np.random.default_rng(7)
    by_meaning = chance.normal(size=(len(meanings) + 1, DIMENSIONS)).astype(np.float32)
    by_meaning[0] = 0.01
    table = by_meaning[[0, *words.values()]]
    onnx.save(_model(table, shape or Shape()), folder / "model.onnx")
    _tokenizer(numbers).save(str(folder / "tokenizer.json"))
    return folder


def _tokenizer(numbers: Mapping[str, int]) -> Tokenizer:
    tokenizer = Tokenizer(WordLevel(dict(numbers), unk_token=UNKNOWN))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer


def _model(table: np.ndarray[tuple[int, ...], np.dtype[np.float32]], shape: Shape) -> onnx.ModelProto:
    """Each token's vector; where the output is by sentence, their mean (without a mask: tokens that fill up count)."""
    kinds = [shape.number, *[shape.others] * (len(shape.inputs) - 1)]
    inputs = [
        helper.make_tensor_value_info(name, kind, ["texts", "tokens"])
        for name, kind in zip(shape.inputs, kinds, strict=True)
    ]
    axes: list[str | int] = ["texts", "tokens", table.shape[1]] if shape.width == 3 else ["texts", table.shape[1]]
    found = shape.output if shape.width == 3 else "by_token"
    nodes = [helper.make_node("Gather", ["table", shape.inputs[0]], [found], axis=0)]
    if shape.width == 2:
        nodes.append(helper.make_node("ReduceMean", [found, "middle"], [shape.output], keepdims=0))
    constants = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array([1]), "middle")]
    output = helper.make_tensor_value_info(shape.output, TensorProto.FLOAT, axes)
    graph = helper.make_graph(nodes, "tiny", inputs, [output], constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)


def write_length(folder: Path, tokens: int) -> None:
    """Say how many tokens the model reads, as sentence-transformers does.

    Args:
        folder: the encoder's.
        tokens: how many.
    """
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": tokens}))
