import pytest

from bot.catalogue.stamp import StampError, stamped

HASH = "0123456789ab"
HEAD = "---\ntitle: 'Larm: hemma'  # a note\nstate: draft\n---\n\n## A\n\nstate: x\n\nsource_hash: y\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_one_line_is_new(ending: str, mark: str) -> None:
    text = mark + HEAD.replace("\n", ending)
    once = stamped(text, "aaaaaaaaaaaa")

    assert once == text.replace(f"state: draft{ending}", f"state: draft{ending}source_hash: aaaaaaaaaaaa{ending}", 1)
    assert stamped(once, HASH) == once.replace("aaaaaaaaaaaa", HASH)
    assert stamped(stamped(once, HASH), HASH) == stamped(once, HASH)


def test_a_file_may_end_without_a_line_end() -> None:
    assert stamped("---\nstate: draft\n---\n\n## A\n\nx", HASH).endswith("\n\nx")


@pytest.mark.parametrize(
    "text",
    [
        "no head",
        "---\nstate: draft\n",
        "---\n{state: draft, title: x}\n---\n",
        "---\ntitle: x\n---\n",
        "---\nstate: draft\nsource_hash:\n  abc\n---\n",
        "---\nstate:\n  draft\n---\n",
    ],
)
def test_a_head_that_is_written_in_another_way_is_left_alone(text: str) -> None:
    with pytest.raises(StampError):
        stamped(text, HASH)
