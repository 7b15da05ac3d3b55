import pytest

from bot.catalogue.finding import Severity
from bot.catalogue.rules.talk import NEEDED
from tests.catalogue.folder import Folder

TEXTS, EXAMPLES = "elsewhere/sv.md", "elsewhere/examples.sv.md"


def test_what_is_recognised_has_an_answer() -> None:
    folder = Folder()
    for code in ("sv", "en"):
        name = f"elsewhere/examples.{code}.md"
        folder.put(name, folder.files[name] + "\n## taxes\n\n- skatt\n")

    assert folder.told() == [
        ("elsewhere/examples.en.md", folder.line("elsewhere/examples.en.md", "## taxes"), "elsewhere-without-text"),
        (EXAMPLES, folder.line(EXAMPLES, "## taxes"), "elsewhere-without-text"),
    ]


def test_an_answer_can_be_found() -> None:
    folder = Folder()
    folder.put(TEXTS, folder.files[TEXTS] + "\n## taxes\n\nFråga om skatt.\n")

    folder.only(TEXTS, "## taxes", "elsewhere-without-examples")


@pytest.mark.parametrize("code", ["sv", "en"])
def test_no_language_lacks_a_label_that_another_has(code: str) -> None:
    name = f"smalltalk/examples.{code}.md"
    word = {"sv": "tack", "en": "thanks"}[code]
    folder = Folder().edit(name, f"## thanks\n\n- {word}\n", "")

    finding = folder.only(name, "", "label-missing", Severity.WARNING)
    assert finding.values["heading"] == "thanks"


@pytest.mark.parametrize("label", NEEDED)
def test_what_the_dialogue_acts_on_is_there(label: str) -> None:
    name = "smalltalk/examples.sv.md"
    folder = Folder().edit(name, f"## {label}\n", "## other\n")

    assert (name, 0, "smalltalk-missing") in folder.told()
    assert folder.loaded().catalogue is None


def test_a_label_has_examples() -> None:
    name = "smalltalk/examples.sv.md"

    Folder().edit(name, "- hej\n", "").only(name, "## greeting", "label-empty")
