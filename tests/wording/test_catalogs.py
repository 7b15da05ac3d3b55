"""Reading the bot's own sentences, also where a file of them is broken."""

from pathlib import Path

import pytest

from bot.catalogue.finding import CatalogueError
from bot.wording.catalogs import look_at_catalogs, read_catalogs

WHOLE = 'msgid "welcome"\nmsgstr "Hej {name}!"\n\nmsgid "help"\nmsgstr "Så här"\n'


def write(root: Path, language: str, data: bytes) -> Path:
    path = root / language / "LC_MESSAGES" / "guide.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return root


def test_sentences_are_read_with_their_lines(tmp_path: Path) -> None:
    found = read_catalogs(write(tmp_path, "sv", b"\xef\xbb\xbf" + WHOLE.encode()), "guide")

    assert found.texts == {"sv": {"welcome": "Hej {name}!", "help": "Så här"}}
    assert found.lines == {"sv": {"welcome": 1, "help": 4}}


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (WHOLE.replace("\n\n", "\n<<<<<<< HEAD\n").encode(), 3, "sentences-unreadable"),
        (WHOLE.replace('msgstr "Så', 'msgstr[x] "Så').encode(), 0, "sentences-unreadable"),
        (WHOLE.encode("latin-1"), 5, "file-not-utf8"),
    ],
)
def test_a_broken_file_is_told_and_the_others_are_read(tmp_path: Path, data: bytes, line: int, code: str) -> None:
    found = look_at_catalogs(write(write(tmp_path, "sv", WHOLE.encode()), "fi", data), "guide")

    assert set(found.texts) == {"sv"}
    assert [(f.file, f.line, f.code) for f in found.findings] == [("locales/fi/LC_MESSAGES/guide.po", line, code)]
    with pytest.raises(CatalogueError, match=f"fi/LC_MESSAGES/guide.po:{line}"):
        read_catalogs(tmp_path, "guide")
