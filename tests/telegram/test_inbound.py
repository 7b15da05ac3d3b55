import json
from typing import Any

import pytest

from bot.guide import Inbound, Opened, Pushed, Typed
from bot.ports import Address, Channel
from bot.telegram.inbound import Kept, UnreadableUpdateError, inbound, reduce
from service.telegram.inbox import describe

NUMBER = "19121212-1212"
FROM = {"id": 5, "is_bot": False, "first_name": "Kanarie", "username": "kanarie", "language_code": "sv-FI"}
CHAT = {"id": 5, "type": "private", "first_name": "Kanarie", "username": "kanarie"}


def update(**content: Any) -> dict[str, Any]:
    body = {"message_id": 9, "date": 1, "chat": CHAT, "from": FROM, **content}
    return {"update_id": 7, "message": body}


def press(data: Any = "more:kast", **content: Any) -> dict[str, Any]:
    query = {"id": "q1", "from": FROM, "chat_instance": "1", "data": data, "message": {"message_id": 9, "chat": CHAT}}
    return {"update_id": 8, "callback_query": query | content}


def kept(update_: object) -> Kept:
    reduced = reduce(update_)
    assert reduced is not None
    return Kept.read(reduced.payload)


def arrived(update_: object) -> Inbound | None:
    return inbound(7, kept(update_))


def test_text_becomes_typed() -> None:
    expected = Inbound(Address(Channel.TELEGRAM, "5"), "update:7", Typed("hej"), "sv")
    assert arrived(update(text="hej")) == expected


@pytest.mark.parametrize("text", ["/start", "/start abc", "/START@Insats_bot"])
def test_start_opens_the_chat(text: str) -> None:
    message = arrived(update(text=text))
    assert message is not None
    assert message.arrived == Opened("sv")


def test_other_commands_are_the_guides() -> None:
    message = arrived(update(text="/person"))
    assert message is not None
    assert message.arrived == Typed("/person")


def test_press_becomes_pushed() -> None:
    message = inbound(8, kept(press()))
    assert message is not None
    assert (message.arrived, message.message) == (Pushed("more:kast"), "update:8")
    assert kept(press()).press == "q1"


def test_names_are_not_kept() -> None:
    for sent in (update(text="hej"), press(), update(photo=[{"file_id": "kanarie"}], caption="hej")):
        reduced = reduce(sent)
        assert reduced is not None
        assert "anarie" not in reduced.payload


def test_identity_number_goes_before_storing() -> None:
    for sent in (f"jag är {NUMBER}", "jag är 19121212\u200b-1212", "jag är 191212121212"):
        reduced = reduce(update(text=sent))
        assert reduced is not None
        assert "1212" not in reduced.payload
        assert kept(update(text=sent)).say == ("number-removed",)
    pressed = reduce(press(f"more:{NUMBER}"))
    assert pressed is not None
    assert "1212" not in pressed.payload


def test_stored_form_is_an_update_for_the_inbox() -> None:
    message, pressed = reduce(update(text="hej")), reduce(press())
    assert message is not None
    assert pressed is not None
    assert describe(message.payload) == ("message", 5)
    assert describe(pressed.payload) == ("callback_query", 5)


@pytest.mark.parametrize("content", [{"photo": []}, {"sticker": {}}, {"voice": {}}, {"location": {}}, {"new_kind": 1}])
def test_what_is_no_text_gets_a_sentence(content: dict[str, Any]) -> None:
    assert kept(update(**content)).say == ("telegram.only-text",)
    assert arrived(update(**content)) is None


def test_caption_is_read_too() -> None:
    message = kept(update(photo=[], caption="jag vill ta mitt liv", media_group_id="g"))
    assert (message.say, message.text, message.album) == (("telegram.only-text",), "jag vill ta mitt liv", "g")


def test_edited_message_gets_a_sentence_only() -> None:
    edited = {"update_id": 7, "edited_message": update(text="hej")["message"]}
    assert (kept(edited).say, kept(edited).text) == (("telegram.only-text",), None)


@pytest.mark.parametrize(("text", "say"), [("\u200b", "trouble.empty"), ("å" * 4001, "trouble.too-long")])
def test_unreadable_text_is_not_kept(text: str, say: str) -> None:
    assert (kept(update(text=text)).say, kept(update(text=text)).text) == ((say,), None)


@pytest.mark.parametrize(
    "ignored",
    [
        update(text="hej", chat={"id": -5, "type": "group"}),
        update(text="hej", chat={"id": -5, "type": "supergroup"}),
        update(text="hej", chat={"id": 6, "type": "private"}),
        update(text="hej", **{"from": {**FROM, "is_bot": True}}),
        update(pinned_message={}),
        press(message={"message_id": 9, "chat": {"id": -5, "type": "group"}}),
        {"update_id": 7, "poll": {}},
        {"update_id": 7},
        {"update_id": "7", "message": update(text="hej")["message"]},
        {"update_id": 2**63, "message": {}},
        {"update_id": True, "message": {}},
        [],
        None,
        "text",
    ],
)
def test_ignored(ignored: object) -> None:
    assert reduce(ignored) is None


@pytest.mark.parametrize("content", [None, [], {}, {"chat": 5}, {"message_id": "x", "chat": {"id": 2**70}}])
def test_wrong_form_is_kept_without_content(content: object) -> None:
    for kind in ("message", "edited_message", "callback_query"):
        reduced = reduce({"update_id": 7, kind: content})
        assert reduced is not None
        assert json.loads(reduced.payload) == {"update_id": 7, kind: {}}
        with pytest.raises(UnreadableUpdateError):
            Kept.read(reduced.payload)


def test_lone_surrogates_can_be_stored() -> None:
    for sent in (update(text="hej \ud800"), press("more:\ud800")):
        reduced = reduce(sent)
        assert reduced is not None
        assert reduced.payload.isascii()
