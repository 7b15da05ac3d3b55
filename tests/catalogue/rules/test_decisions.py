from bot.catalogue.finding import Severity
from tests.catalogue.folder import Folder

FILE = "decisions.yaml"


def test_decisions_do_not_replace_each_other_in_a_circle() -> None:
    folder = Folder().edit(FILE, "until: 2025-12-31}\n", "until: 2025-12-31}\n    replaces: nytt-beslut\n")

    first, second = folder.line(FILE, "replaces: nytt"), folder.line(FILE, "replaces: gammalt")
    assert folder.told() == [(FILE, first, "decision-cycle"), (FILE, second, "decision-cycle")]


def test_a_decision_does_not_replace_itself() -> None:
    folder = Folder().edit(FILE, "replaces: gammalt-beslut", "replaces: nytt-beslut")

    folder.only(FILE, "replaces:", "decision-cycle")


def test_a_decision_is_replaced_once() -> None:
    extra = (
        "  annat-beslut:\n    by: Nämnden\n    reference: []\n    says: Något annat.\n    valid: {}\n"
        '    replaces: gammalt-beslut\n    sources: [{document: "001"}]\n'
    )
    folder = Folder()
    folder.put(FILE, folder.files[FILE] + extra)

    (finding,) = folder.loaded().findings
    assert (finding.code, finding.severity) == ("decision-replaced-twice", Severity.WARNING)
    assert finding.line == len(folder.files[FILE].split("\n")) - 2
    assert finding.values == {"id": "gammalt-beslut", "other": "nytt-beslut"}


def test_a_decision_stands_in_a_document() -> None:
    folder = Folder().edit(FILE, 'sources: [{document: "001", place: Beslut}]', "sources: []")

    folder.only(FILE, "nytt-beslut:", "decision-without-source")
