"""`insatsguiden bench`: answer a public benchmark with the product's own engine."""

import json
import sys
from pathlib import Path
from typing import Any

from bot.catalogue.load import load
from bot.matching.bench import Engine, train
from bot.matching.concepts import concepts_of
from service.settings import Settings


def bench() -> None:
    """Answer JSON lines from standard input, until `quit` or its end.

    `{"op": "train", "file": "..."}` names a JSON file `{"lang": "sv", "intents": {"id": ["phrase"]}}` and is answered
    with `{"ok": true}`; `{"op": "query", "id": 1, "text": "..."}` with the intents ranked and how sure it is that the
    text is in scope; `{"op": "quit"}` ends it. The word lists are those of the knowledge folder.
    """
    concepts = concepts_of(load(Settings().knowledge_dir))
    engine: Engine | None = None
    for line in sys.stdin:
        try:
            asked = json.loads(line)
            if asked["op"] == "quit":
                return
            if asked["op"] == "train":
                content = json.loads(Path(asked["file"]).read_text(encoding="utf-8"))
                engine = train(content["intents"], content.get("lang", ""), concepts)
            answer = _answer(asked, engine)
        except (ValueError, KeyError, TypeError, OSError, RecursionError) as error:
            answer = {"ok": False, "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)  # all in ASCII: half a character in an id could not be written


def _answer(asked: dict[str, Any], engine: Engine | None) -> dict[str, Any]:
    if asked["op"] == "train":
        return {"ok": True}
    if asked["op"] != "query" or engine is None:
        return {"ok": False, "error": "train first, then query"}
    ranked = engine.rank(asked["text"])
    intents = [[intent, round(score, 5)] for intent, score in ranked.intents]
    return {"id": asked["id"], "ranked": intents, "score": round(ranked.sure, 5)}
