"""Stamping translations from the command line."""

from pathlib import Path

import pytest

from bot.catalogue.folder import snapshot
from bot.catalogue.load import load
from service.commands.problem import ProblemError
from service.commands.stamp import stamp
from tests.catalogue.folder import write_folder

SV = "entries/larmet/sv.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INSATSGUIDEN_KNOWLEDGE_DIR", str(tmp_path))
    write_folder(tmp_path)
    for name in (SV, "elsewhere/sv.md"):
        path = tmp_path / name
        path.write_text(path.read_text(encoding="utf-8").rstrip() + " Mer.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("ids", "lang", "left"),
    [
        (("larmet",), None, {"elsewhere/en.md"}),
        (("larmet", "elsewhere"), ["en"], set()),
        ((), ["en"], set()),
        (("crisis",), ["en"], {"entries/larmet/en.md", "elsewhere/en.md"}),
    ],
)
def test_what_is_named_is_stamped(folder: Path, ids: tuple[str, ...], lang: list[str] | None, left: set[str]) -> None:
    assert stamp(*ids, lang=lang) == 0
    assert load(folder).older == left


def test_nothing_else_is_touched(folder: Path) -> None:
    before = snapshot(folder).files

    assert stamp(everything=True) == 0
    changed = {name: text for name, text in snapshot(folder).files.items() if text != before[name]}
    assert set(changed) == {"entries/larmet/en.md", "elsewhere/en.md"}
    for name, text in changed.items():
        pairs = zip(before[name].split("\n"), text.split("\n"), strict=True)
        assert [old.partition(" ")[0] for old, new in pairs if old != new] == ["source_hash:"]


@pytest.mark.parametrize(
    ("ids", "lang", "told"),
    [((), None, "--everything"), (("larmt",), None, 'Menade du "larmet"?'), ((), ["xx"], "xx")],
)
def test_misuse_is_told(folder: Path, ids: tuple[str, ...], lang: list[str] | None, told: str) -> None:
    before = snapshot(folder)

    with pytest.raises(ProblemError, match=told.replace("?", "[?]")) as problem:
        stamp(*ids, lang=lang)
    assert problem.value.code == 2
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("---\ntitle", "--\ntitle"),
        ("state: source", "state: source: x"),
        ("## Vem det är för", "## Vem det är till för"),
        ("## Vem det är för\n\nDu är {min_age} år eller mer.\n\n", ""),
        ("title: Larmet\n", ""),
    ],
)
def test_nothing_is_stamped_from_a_swedish_text_with_faults(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    path = folder / SV
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    before = snapshot(folder).files

    assert stamp(everything=True) == 1
    changed = {name for name, text in snapshot(folder).files.items() if text != before[name]}
    assert changed == {"elsewhere/en.md"}
    told = capsys.readouterr().out
    assert told.count(f"{SV}  ") == 1
    assert "Märkta: 1. Redan rätt: 3. Gick inte: 1." in told


@pytest.mark.parametrize(
    ("name", "told"),
    [(SV, "Den svenska texten går inte att läsa."), ("entries/larmet/en.md", "Filen går inte att läsa")],
)
def test_a_file_that_is_not_saved_as_utf_8_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, told: str
) -> None:
    (folder / name).write_bytes((folder / name).read_text(encoding="utf-8").encode() + "å\n".encode("latin-1"))
    before = (folder / "entries/larmet/en.md").read_bytes()

    assert stamp("larmet") == 1
    assert (folder / "entries/larmet/en.md").read_bytes() == before
    out = capsys.readouterr().out
    assert f"{name}  {told}" in out
    assert "Märkta: 0. Redan rätt: 0. Gick inte: 1." in out


def test_a_head_that_cannot_be_stamped_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "elsewhere" / "en.md"
    path.write_text(path.read_text(encoding="utf-8").replace("state: draft\n", "{state: draft}\n"), encoding="utf-8")
    before = path.read_bytes()

    assert stamp("elsewhere", "larmet") == 1
    assert path.read_bytes() == before
    assert "elsewhere/en.md" in capsys.readouterr().out
