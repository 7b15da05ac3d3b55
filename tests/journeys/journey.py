"""Whole conversations as data, and how one is played through any channel.

A journey says what the resident and staff do, and which route the guide takes (`entry:kast`, `say:handover.need`), not
which words it uses: words are drawn from the same catalogue by `Wording` and looked for in what the channel showed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import yaml

from bot.dialogue.replies import (
    CrisisCard,
    ElsewhereCard,
    EntryCard,
    EntryConditions,
    EntryMore,
    PersonLine,
    PlaceCard,
    QuestionCard,
    Reply,
    Say,
    Shown,
    Verdict,
)

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Turn:
    """One thing that somebody does, and what the guide must answer."""

    does: str
    value: str
    expect: tuple[str, ...] | None
    buttons: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Journey:
    """One conversation."""

    name: str
    language: str
    turns: tuple[Turn, ...]
    channels: tuple[str, ...] = field(default=("core", "web", "telegram"))


class Player(Protocol):
    """A channel through which a journey is played: the resident's side of it, and the desk's."""

    async def open(self, language: str) -> None: ...
    async def say(self, text: str) -> None: ...
    async def press(self, code: str) -> None: ...
    async def take(self) -> None: ...
    async def write(self, text: str) -> None: ...
    async def release(self) -> None: ...
    async def close(self) -> None: ...
    async def saw(self, expected: tuple[str, ...], buttons: tuple[str, ...] | None) -> None:
        """Assert that the last turn showed exactly this."""


def journeys(channel: str) -> list[Journey]:
    """The journeys that a channel plays."""
    return [j for path in sorted(FOLDER.glob("*.yaml")) for j in _read(path) if channel in j.channels]


def _read(path: Path) -> Iterator[Journey]:
    for row in yaml.safe_load(path.read_text(encoding="utf-8")):
        turns = tuple(_turn(turn) for turn in row["turns"])
        extra = {"channels": tuple(row["channels"])} if "channels" in row else {}
        yield Journey(f"{path.stem}: {row['name']}", row.get("language", "sv"), turns, **extra)


def _turn(row: dict[str, Any]) -> Turn:
    does = next(key for key in row if key not in {"expect", "buttons"})
    expect = tuple(row["expect"]) if "expect" in row else None
    buttons = tuple(row["buttons"]) if "buttons" in row else None
    return Turn(does, str(row[does]), expect, buttons)


async def play(journey: Journey, player: Player) -> None:
    """Play a journey, turn by turn, and check each answer."""
    for number, turn in enumerate(journey.turns, start=1):
        await _do(turn, player, journey)
        if turn.expect is not None:
            try:
                await player.saw(turn.expect, turn.buttons)
            except AssertionError as error:
                raise AssertionError(f"turn {number} ({turn.does}: {turn.value}): {error}") from error


async def _do(turn: Turn, player: Player, journey: Journey) -> None:
    match turn.does:
        case "open":
            await player.open(journey.language)
        case "say":
            await player.say(turn.value)
        case "press":
            await player.press(turn.value)
        case "take":
            await player.take()
        case "write":
            await player.write(turn.value)
        case "release":
            await player.release()
        case "close":
            await player.close()
        case unknown:
            raise ValueError(f"no such turn: {unknown}")


def route(reply: Reply) -> str:
    """A reply as a journey writes it."""
    match reply:
        case Say():
            return f"say:{reply.message}"
        case EntryCard() | EntryMore():
            return f"{reply.kind}:{reply.entry}{f':{reply.ages}' if reply.ages else ''}"
        case EntryConditions():
            return f"{reply.kind}:{reply.entry}"
        case CrisisCard():
            return f"crisis:{reply.crisis}"
        case ElsewhereCard():
            return f"elsewhere:{reply.topic}"
        case QuestionCard():
            return f"question:{reply.question}{':other' if reply.other else ''}"
        case Verdict():
            return f"verdict:{reply.entry}:{reply.truth}{':other' if reply.other else ''}"
        case PlaceCard():
            return f"place:{reply.place}:{'+'.join(reply.districts) or reply.municipality}"
        case PersonLine():
            return f"person:{reply.text}"


def routes(shown: list[Shown]) -> tuple[str, ...]:
    """All replies of some lines, as a journey writes them."""
    return tuple(route(reply) for one in shown for reply in one.replies)
