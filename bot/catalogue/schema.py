"""JSON Schema for the YAML of the knowledge folder, made from the models.

Text editors use it for completion and for checks while typing (`.vscode/settings.json`). Descriptions come from
the `staff` locale (`check.schema.<Model>.<field>`), since editors read Swedish. The check itself never uses the schema.

After a change of a model or a description: `python -m bot.catalogue.schema`.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, JsonValue, TypeAdapter

from bot.catalogue.files import (
    ConceptsFile,
    ContactsFile,
    DecisionsFile,
    DistrictsFile,
    NeighbourhoodsFile,
    SourcesFile,
)
from bot.catalogue.model import Entry, FixedFront, Front, Language
from bot.catalogue.questions import QuestionsFile
from bot.catalogue.sentences import Sentences, read_sentences

MODELS: Mapping[str, type[BaseModel]] = {
    "concepts": ConceptsFile,
    "contacts": ContactsFile,
    "decisions": DecisionsFile,
    "districts": DistrictsFile,
    "entry": Entry,
    "fixed-head": FixedFront,
    "language": Language,
    "neighbourhoods": NeighbourhoodsFile,
    "questions": QuestionsFile,
    "sources": SourcesFile,
    "words-head": Front,
}
"""The schemas by file name, and what each describes."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(sentences: Sentences) -> dict[str, str]:
    """Every schema as the text of its file, by the file's name.

    Args:
        sentences: the descriptions, in the language that editors read.
    """
    return {f"{name}.json": _text(model, sentences) for name, model in MODELS.items()}


def write_schemas(folder: Path, sentences: Sentences) -> None:
    """Write every schema to a folder.

    Args:
        folder: `knowledge/schema/`.
        sentences: the descriptions, in the language that editors read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas(sentences).items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(model: type[BaseModel], sentences: Sentences) -> str:
    schema = {key: _tidy(value) for key, value in TypeAdapter(model).json_schema(by_alias=True).items()}
    definitions = schema.pop("$defs", {})
    described = {"$schema": _DIALECT, **_described(schema, model.__name__, sentences)}
    if isinstance(definitions, dict) and definitions:
        described["$defs"] = {
            name: _described(definition, name, sentences)
            for name, definition in sorted(definitions.items())
            if isinstance(definition, dict)
        }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _tidy(value: JsonValue) -> JsonValue:
    """The schema without what does not hold for our files: null is no value there, and ids have one form only."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    tidy = {key: _tidy(item) for key, item in value.items() if key not in {"default", "discriminator"}}
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    match tidy.get("anyOf"):
        case [dict() as only, {"type": "null"}]:
            del tidy["anyOf"]
            return {**tidy, **only}
    return tidy


def _described(schema: Mapping[str, JsonValue], name: str, sentences: Sentences) -> dict[str, JsonValue]:
    """One model's schema, with editors' words in place of programmers'."""
    described = {key: value for key, value in schema.items() if key not in {"title", "description"}}
    described.update(_description(f"schema.{name}", sentences))
    properties = schema.get("properties")
    if isinstance(properties, dict):
        described["properties"] = {
            field: _field(value, f"schema.{name}.{field}", sentences)
            for field, value in properties.items()
            if isinstance(value, dict)
        }
    return described


def _field(schema: Mapping[str, JsonValue], id_: str, sentences: Sentences) -> dict[str, JsonValue]:
    kept = {key: value for key, value in schema.items() if key not in {"title", "description"}}
    return {**_description(id_, sentences), **kept}


def _description(id_: str, sentences: Sentences) -> dict[str, JsonValue]:
    return {"description": sentences.texts[id_]} if id_ in sentences.texts else {}


if __name__ == "__main__":
    write_schemas(Path("knowledge/schema"), read_sentences(Path("locales"), "sv"))
