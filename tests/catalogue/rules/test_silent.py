from tests.catalogue.folder import Folder

LOTSEN, SV = "entries/lotsen/entry.yaml", "entries/lotsen/sv.md"


def test_what_the_documents_do_not_say_is_not_said() -> None:
    folder = Folder().edit(LOTSEN, "silent: [cost]", "silent: [cost, how]")

    told = folder.told()
    assert (SV, folder.line(SV, "## Så går det till"), "silent-said") in told
    assert ("entries/lotsen/en.md", folder.line("entries/lotsen/en.md", "## How it works"), "silent-said") in told
    assert len(told) == 2


def test_the_cost_is_told_or_said_to_be_unknown() -> None:
    folder = Folder().edit(LOTSEN, "silent: [cost]\n", "")

    assert [(name, code) for name, _, code in folder.told()] == [(LOTSEN, "cost-unsaid")]


def test_an_answer_has_no_cost() -> None:
    assert "silent" not in Folder().files["entries/om-hjalpen/entry.yaml"]
    assert Folder().told() == []
