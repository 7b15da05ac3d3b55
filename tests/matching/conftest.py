"""A small catalogue for the matcher: two languages, four entries, and little else."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.catalogue.model import Catalogue, Geography, Talk
from bot.matching.matcher import Matcher, make_reader

SWEDISH = Talk(
    entries={
        "skuldradgivning": (
            "jag har skulder och kan inte betala",
            "hjälp med skulder",
            "kronofogden skriver till mig om mina skulder",
            "räkningar som jag inte kan betala",
            "mina lån växer",
            "hur får jag ordning på mina lån och räkningar",
        ),
        "hemtjanst": (
            "mamma behöver hjälp hemma med städning",
            "hemtjänst för min pappa",
            "jag är gammal och orkar inte städa",
            "hjälp med dusch och mat hemma",
            "kan någon handla mat åt farmor",
            "städning och matlåda till äldre",
        ),
        "ungdomsmottagning": (
            "jag är ung och undrar om preventivmedel",
            "testa mig för klamydia",
            "ungdomsmottagning nära mig",
            "jag vill ha p-piller",
            "prata om sex och kroppen",
            "mens och preventivmedel för unga",
        ),
        "boskola": (
            "lär mig att bo själv",
            "boskola för att få första lägenheten",
            "kurs om att hyra lägenhet",
            "hur sköter man en lägenhet",
            "jag vill flytta hemifrån och lära mig bo",
            "första lägenheten, vad måste jag kunna",
        ),
    },
    crisis={
        "suicide": ("jag vill dö", "jag vill inte leva längre", "tänker ta mitt liv i natt", "orkar inte leva"),
        "violence": ("han slår mig nu", "min man slår mig", "hjälp han slår mig hemma", "hon slår mig med en kniv"),
        "not-crisis": ("jag dör av skratt", "klockan slår tolv", "slå på datorn", "den filmen var till att dö för"),
    },
    smalltalk={
        "greeting": ("hej", "hejsan", "god morgon", "hallå där"),
        "thanks": ("tack", "tack så mycket", "tusen tack för det"),
        "person": ("jag vill prata med en människa", "koppla mig till en person", "finns det en riktig människa"),
    },
    elsewhere={
        "transport": ("när går bussen", "tunnelbanan är sen", "vad kostar en bussbiljett"),
        "passport": ("hur förnyar jag mitt pass", "passet har gått ut", "boka tid för nytt pass"),
    },
)
ENGLISH = Talk(
    entries={
        "skuldradgivning": (
            "I have debts and cannot pay",
            "help with my loans",
            "too many bills to pay",
            "the debt collector writes to me",
        ),
        "hemtjanst": (
            "my mother needs help at home",
            "cleaning and food for old people",
            "home care for dad",
            "someone to help grandma shower",
        ),
        "ungdomsmottagning": (
            "birth control for young people",
            "I want a chlamydia test",
            "youth clinic near me",
            "talk about sex and my body",
        ),
        "boskola": (
            "learn to live on my own",
            "course about renting a flat",
            "my first flat, what do I need to know",
            "moving away from my parents",
        ),
    },
    crisis={
        "suicide": ("I want to die", "I want to kill myself tonight", "I do not want to live any more"),
        "violence": ("he is hitting me right now", "my husband hits me", "she is beating me"),
        "not-crisis": ("I am dying of laughter", "hit me with the news", "the battery died"),
    },
    smalltalk={
        "greeting": ("hello", "good morning", "hi there"),
        "thanks": ("thanks", "thank you so much", "many thanks"),
        "person": ("I want to talk to a human", "connect me to a person", "is there a real person"),
    },
    elsewhere={
        "transport": ("when does the bus leave", "the metro is late", "what is the price of a ticket"),
        "passport": ("how do I renew my passport", "my passport has run out", "book a time for a new passport"),
    },
)


def small(version: str = "small") -> Catalogue:
    """A catalogue of two languages with few examples."""
    return Catalogue(
        version=version,
        entries=MappingProxyType({}),
        words=MappingProxyType({}),
        talk=MappingProxyType({"sv": SWEDISH, "en": ENGLISH}),
        languages=MappingProxyType({}),
        decisions=MappingProxyType({}),
        geography=Geography(MappingProxyType({}), (), (), ()),
        contacts=MappingProxyType({}),
        never_shown=(),
        sources=MappingProxyType({}),
    )


def empty() -> Catalogue:
    """A catalogue without a single example."""
    return replace(small("empty"), talk=MappingProxyType({}))


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """A matcher for the small catalogue."""
    return make_reader(small())
