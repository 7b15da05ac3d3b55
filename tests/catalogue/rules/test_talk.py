from bot.catalogue.finding import Severity
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


def test_no_language_lacks_a_label() -> None:
    folder = Folder().edit("smalltalk/examples.en.md", "## thanks\n\n- thanks\n", "")

    finding = folder.only("smalltalk/examples.en.md", "", "label-missing", Severity.WARNING)
    assert finding.values == {"heading": "thanks"}
