"""Places in messages, on cases that were written as people write, by somebody who did not see the finder."""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue.model import Catalogue
from bot.places.finder import PlaceFinder
from bot.places.place import Home, home

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
RIGHT = 0.95
"""The share of cases that must be right."""


@pytest.fixture(scope="module")
def finder(catalogue: Catalogue) -> PlaceFinder:
    return PlaceFinder(catalogue)


def expected(case: dict[str, Any]) -> tuple[set[str], str | None]:
    """The districts and the municipality that a case stands for."""
    match case["expect"]:
        case "none" | None:
            return set(), None
        case {"outside": municipality}:
            return set(), municipality
        case {"ask": districts}:
            return set(districts), None
        case district:
            return {district}, None


def is_right(found: Home, case: dict[str, Any]) -> bool:
    districts, municipality = expected(case)
    if len(districts) > 1:
        return set(found.districts) == districts
    return set(found.districts) == districts and (bool(districts) or found.municipality == municipality)


def test_places_as_people_write_them(finder: PlaceFinder) -> None:
    wrong = [
        (case["text"], case["expect"], found.districts or found.municipality)
        for case in CASES
        if not is_right(found := home(finder.find(case["text"], asked=bool(case.get("asked")))), case)
    ]
    share = 1 - len(wrong) / len(CASES)
    print(f"{len(CASES)} cases, {share:.1%} right; wrong: {wrong}")  # noqa: T201 - a measured figure
    assert len(CASES) >= 300
    assert share >= RIGHT, wrong


def test_hostile_text_is_bounded(finder: PlaceFinder) -> None:
    """Work is bounded by the number of words that are looked at, so ten times the text costs the same."""
    text = " ".join(f"zxqwv{number}hstad" for number in range(400))
    short, long = (_seconds(finder, one) for one in (text, text * 10))
    assert long < 5 * short + 0.05


def _seconds(finder: PlaceFinder, text: str) -> float:
    begun = time.process_time()
    for _ in range(5):
        finder.find(text)
    return time.process_time() - begun
