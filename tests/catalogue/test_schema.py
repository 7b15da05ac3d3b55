import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

from bot.catalogue.schema import MODELS, schemas, write_schemas
from bot.catalogue.sentences import read_sentences
from bot.catalogue.yaml_lines import parse
from tests.catalogue.folder import Folder, good_files

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = ROOT / "knowledge"
SENTENCES = read_sentences(ROOT / "locales", "sv")
FILES = {
    "concepts": "concepts/*.yaml",
    "contacts": "contacts.yaml",
    "decisions": "decisions.yaml",
    "districts": "districts.yaml",
    "entry": "entries/*/entry.yaml",
    "language": "languages/*.yaml",
    "neighbourhoods": "neighbourhoods.yaml",
    "questions": "questions/*.yaml",
    "sources": "sources.yaml",
    "words-head": "entries/*/*.md",
    "fixed-head": "crisis/*.md",
}


class _Loader(yaml.SafeLoader):
    """Reads as text editors do: days stay text, numbers and yes or no do not."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def problems(name: str, text: str) -> list[str]:
    if FILES[name].endswith(".md"):
        text = text.split("---\n")[1]
    schema = json.loads(schemas(SENTENCES)[f"{name}.json"])
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(yaml.load(text, _Loader))]  # noqa: S506 - a safe loader


def nodes(schema: object, path: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(schema, dict):
        yield path, schema
        for key, value in schema.items():
            yield from nodes(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from nodes(value, f"{path}/{index}")


def test_the_files_are_the_generated_ones() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in (KNOWLEDGE / "schema").iterdir()}

    assert there == schemas(SENTENCES), "run: python -m bot.catalogue.schema"


def test_the_files_can_be_written(tmp_path: Path) -> None:
    write_schemas(tmp_path / "schema", SENTENCES)

    assert {path.name for path in (tmp_path / "schema").iterdir()} == {f"{name}.json" for name in MODELS}


@pytest.mark.parametrize("name", MODELS)
def test_every_schema_is_one_and_describes_every_field(name: str) -> None:
    schema = json.loads(schemas(SENTENCES)[f"{name}.json"])

    Draft202012Validator.check_schema(schema)
    for path, node in nodes(schema):
        parent = path.rpartition("/")[0]
        if not path or parent.endswith(("/properties", "/$defs")):
            assert "description" in node, f"{name}.json{path}: add a sentence check.schema.… to staff.po"


def test_every_description_is_of_something() -> None:
    known: set[str] = set()
    for name, model in MODELS.items():
        schema = json.loads(schemas(SENTENCES)[f"{name}.json"])
        for title, definition in {model.__name__: schema, **schema.get("$defs", {})}.items():
            known |= {f"schema.{title}", *(f"schema.{title}.{field}" for field in definition.get("properties", {}))}

    assert {id_ for id_ in SENTENCES.texts if id_.startswith("schema.")} == known


@pytest.mark.parametrize("name", FILES)
def test_the_real_files_fit(name: str) -> None:
    paths = [path for path in KNOWLEDGE.glob(FILES[name]) if not path.name.startswith("examples.")]

    assert paths
    assert {
        str(path): problems(name, path.read_text(encoding="utf-8"))
        for path in paths
        if problems(name, path.read_text(encoding="utf-8"))
    } == {}


@pytest.mark.parametrize(
    ("name", "file", "old", "new"),
    [
        ("entry", "entries/lotsen/entry.yaml", "access: pilot", "access: free"),
        ("entry", "entries/lotsen/entry.yaml", "access: pilot", "acces: pilot"),
        ("entry", "entries/lotsen/entry.yaml", "kind: age", "kind: agee"),
        ("entry", "entries/lotsen/entry.yaml", "2026-03-01", "1 mars"),
        ("entry", "entries/lotsen/entry.yaml", "decision: nytt-beslut", "decision:"),
        ("contacts", "contacts.yaml", "older people, grade: owner", "older people, grade: mine"),
        ("contacts", "contacts.yaml", "  bris:", "  Bris!:"),
        ("words-head", "entries/lotsen/sv.md", "button: Hjälp med papper", f"button: {'x' * 37}"),
    ],
)
def test_faults_are_shown_while_typing(name: str, file: str, old: str, new: str) -> None:
    assert problems(name, good_files()[file]) == []
    assert problems(name, Folder().edit(file, old, new).files[file])


def test_text_editors_are_told_which_file_has_which_schema() -> None:
    mapping = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]

    assert mapping == {
        f"./knowledge/schema/{name}.json": f"knowledge/{pattern}"
        for name, pattern in FILES.items()
        if pattern.endswith(".yaml")
    }


def test_the_schema_folder_is_no_content() -> None:
    assert {path.suffix for path in (KNOWLEDGE / "schema").iterdir()} == {".json"}
    assert parse("a: 1", "a.yaml")
