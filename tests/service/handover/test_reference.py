import re
from collections import Counter

from service.handover.reference import DIGITS, LETTERS, new_reference


def test_shape_can_be_said_on_the_phone() -> None:
    shape = re.compile(rf"[{LETTERS}]{{3}}-[{DIGITS}][{LETTERS}{DIGITS}]{{2}}")
    assert all(shape.fullmatch(new_reference()) for _ in range(500))


def test_no_two_signs_look_alike() -> None:
    for alike in ("O0Q", "I1L", "Z2", "S5", "B8", "UVY"):
        assert sum(sign in LETTERS + DIGITS for sign in alike) <= 1


def test_references_hardly_repeat() -> None:
    assert Counter(new_reference() for _ in range(1000)).most_common(1)[0][1] <= 2
