"""Where a stored update goes: a press is answered, what the channel owes is said, and the guide gets the rest.

No aiogram router stands here. Its dispatcher wants whole updates with names in them, and acknowledges what it has
only begun to work on (`docs/decisions/`); what arrives here was reduced and stored before.
"""

from contextlib import suppress

from bot.guide import Guide, Inbound, Opened
from bot.telegram.aside import FAILED, Aside
from bot.telegram.inbound import Kept, UnreadableUpdateError, inbound
from bot.telegram.ports import ApiError, BotApi, Received


class Router:
    """Carries out one stored update; the same one twice has its effect once.

    Args:
        guide: the one door.
        aside: says what is no answer.
        api: answers presses.
    """

    def __init__(self, guide: Guide, aside: Aside, api: BotApi) -> None:
        self._guide = guide
        self._aside = aside
        self._api = api

    async def route(self, received: Received) -> None:
        """Work on an update.

        Args:
            received: the stored update.

        Raises:
            UnreadableUpdateError: nothing is known of it but its number.
        """
        kept = Kept.read(received.payload)
        if kept.press is not None:
            # First of all, so that the button stops spinning even where the rest fails. Telegram forgets a press
            # after a while, and a spinning button is no reason to try everything again.
            with suppress(ApiError):
                await self._api.answer_press(kept.press)
        message = inbound(received.update_id, kept)
        for sentence in kept.say:
            await self._aside.say(_about(received, kept), sentence)
        if message is not None:
            await self._guide.receive(message)

    async def give_up(self, received: Received) -> None:
        """Tell the resident that their message came to nothing.

        Args:
            received: an update that was tried too often.
        """
        with suppress(UnreadableUpdateError):
            await self._aside.say(_about(received, Kept.read(received.payload)), FAILED)


def _about(received: Received, kept: Kept) -> Inbound:
    # Of the ten pictures of an album one is talked about.
    message = f"album:{kept.album}" if kept.album else f"update:{received.update_id}"
    return Inbound(kept.address, message, Opened(kept.language), kept.language)
