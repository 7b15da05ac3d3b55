"""The cache of compiled catalogues: one file each, of plain arrays and JSON (no pickle), keyed by content.

This is the only module of the matcher that touches files. A file that is missing, broken, or of other code is not an
error: the catalogue is then compiled again. Files are written beside their place and moved there in one step.
"""

import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.catalogue import model
from bot.kept_file import keep, made_by, open_whole
from bot.matching.compiled import Compiled
from bot.matching.concepts import Concepts, WordList
from bot.matching.crisis import Alarm
from bot.matching.decide import Classes, Scale, Thresholds
from bot.matching.features import Vocabulary
from bot.matching.index import Index
from bot.matching.language import LanguageModel
from bot.matching.meaning import Head, Meaning
from bot.matching.nearest import Nearest
from bot.matching.spelling import Speller

_LIBRARIES = ("numpy", "rapidfuzz", "scipy")
"""What else has a say in what is learned."""


def path_of(folder: Path, version: str, encoder: str = "") -> Path | None:
    """The file that holds a compiled catalogue; None where one cannot know which code learns.

    Args:
        folder: the cache folder.
        version: the catalogue's version.
        encoder: the identity of the encoder; empty where there is none.
    """
    engine = made_by((Path(__file__).parent, Path(model.__file__).parent), _LIBRARIES)
    return folder / f"matcher-{'-'.join(filter(None, (version, engine, encoder)))}.npz" if engine else None


def load(path: Path) -> Compiled | None:
    """Read a compiled catalogue; None where there is none that can be used.

    Args:
        path: its file.
    """
    file = open_whole(path)
    if file is None:
        return None
    try:
        with file, np.load(file, allow_pickle=False) as arrays:
            return _compiled({name: arrays[name] for name in arrays.files})
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None


def save(path: Path, compiled: Compiled) -> None:
    """Keep a compiled catalogue; a folder that cannot be written is left alone.

    Args:
        path: its file.
        compiled: what was learned.
    """
    keep(path, "matcher-*.npz", lambda file: np.savez(file, allow_pickle=False, **_arrays(compiled)))


def _arrays(c: Compiled) -> dict[str, NDArray[Any]]:
    meta = {
        "classes": asdict(c.classes),
        "scale": asdict(c.scale),
        "thresholds": asdict(c.thresholds),
        "alarm": asdict(c.alarm),
        "nearest": {"first": c.nearest.first, "danger": c.nearest.danger, "count": c.nearest.count},
        "languages": c.languages.languages,
        "scripts": [sorted(scripts) for scripts in c.languages.scripts],
        "names": sorted(c.languages.names),
        "words": c.speller.times,
        "concepts": {language: _by_meaning(words) for language, words in c.concepts.lists.items()},
        "joins": c.joins,
    }
    head: dict[str, NDArray[Any]] = {}
    if c.meaning is not None:
        meaning = c.meaning
        meta["meaning"] = {
            "encoder": meaning.head.encoder,
            "weight": meaning.head.weight,
            "scale": asdict(meaning.scale),
            "alarm": asdict(meaning.alarm),
        }
        head = {"meaning_mean": meaning.head.mean, "meaning_weights": meaning.head.weights}
    return {
        "meta": np.frombuffer(json.dumps(meta, ensure_ascii=False).encode("utf-8", "surrogatepass"), np.uint8),
        "keys": c.index.vocabulary.keys,
        "rarity": c.index.vocabulary.rarity,
        "unseen": c.index.vocabulary.unseen,
        "shared": c.index.vocabulary.shared,
        "weights": c.index.weights,
        "scale": c.index.scale,
        "likely": c.languages.likely,
        "words": c.languages.words,
        "spoken": c.languages.spoken,
        "nearest_begins": c.nearest.begins,
        "nearest_example": c.nearest.example,
        "nearest_value": c.nearest.value,
        **head,
    }


def _by_meaning(words: WordList) -> dict[str, Any]:
    """A word list with what words mean written once, not with each of them."""
    found: dict[str, dict[str, list[str]]] = {"meant": {}, "stems": {}}
    for name, said in (("meant", words.meant), ("stems", words.stems)):
        for word, meaning in said.items():
            found[name].setdefault(meaning, []).append(word)
    return {**found, "prefixes": words.prefixes, "goes_on": words.goes_on}


def _word_list(meta: dict[str, Any]) -> WordList:
    meant, stems = (
        {word: meaning for meaning, words in meta[name].items() for word in words} for name in ("meant", "stems")
    )
    return WordList(prefixes=meta["prefixes"], meant=meant, stems=stems, goes_on=meta["goes_on"])


def _compiled(arrays: dict[str, NDArray[Any]]) -> Compiled:
    meta = json.loads(arrays["meta"].tobytes().decode("utf-8", "surrogatepass"))
    vocabulary = Vocabulary(arrays["keys"], arrays["rarity"], arrays["unseen"], arrays["shared"])
    index = Index(vocabulary, arrays["weights"], arrays["scale"])
    if not len(index.weights) == len(index.scale) == len(vocabulary.keys) == len(vocabulary.rarity):
        raise ValueError("the arrays do not belong together")
    return Compiled(
        classes=Classes(tuple(meta["classes"]["kinds"]), tuple(meta["classes"]["labels"])),
        index=index,
        scale=_scale(meta["scale"]),
        thresholds=Thresholds(**meta["thresholds"]),
        alarm=Alarm(**meta["alarm"]),
        nearest=_nearest(meta["nearest"], arrays),
        languages=LanguageModel(
            tuple(meta["languages"]),
            arrays["likely"],
            tuple(frozenset(scripts) for scripts in meta["scripts"]),
            frozenset(meta["names"]),
            arrays["words"],
            arrays["spoken"],
        ),
        speller=Speller(meta["words"]),
        concepts=Concepts({language: _word_list(words) for language, words in meta["concepts"].items()}),
        joins={code: tuple(words) for code, words in meta["joins"].items()},
        meaning=_meaning(meta["meaning"], arrays) if "meaning" in meta else None,
    )


def _nearest(meta: dict[str, int], arrays: dict[str, NDArray[Any]]) -> Nearest:
    begins, example, value = (arrays[f"nearest_{name}"] for name in ("begins", "example", "value"))
    if len(begins) != len(arrays["keys"]) - meta["first"] + 1 or not begins[-1] == len(example) == len(value):
        raise ValueError("the arrays do not belong together")
    return Nearest(meta["first"], begins, example, value, meta["danger"], meta["count"])


def _meaning(meta: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> Meaning:
    head = Head(meta["encoder"], arrays["meaning_mean"], arrays["meaning_weights"], meta["weight"])
    if len(head.mean) != len(head.weights):
        raise ValueError("the arrays do not belong together")
    return Meaning(head, _scale(meta["scale"]), Alarm(**meta["alarm"]))


def _scale(meta: dict[str, Any]) -> Scale:
    return Scale(meta["sharpness"], tuple(meta["bias"]), meta["none"], meta["unknown"])
