import json
import subprocess
import sys
from pathlib import Path
from typing import Any

TRAIN = {
    "lang": "en",
    "intents": {
        "pay": ["pay my bill", "how do I pay"],
        "forecast": ["will it rain", "is it sunny today"],
        "family": ["my mum is ill"],
    },
}


def answers(*asked: object) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-c", "from service.commands import main; raise SystemExit(main())", "bench"],
        input="".join(line + "\n" if isinstance(line, str) else json.dumps(line) + "\n" for line in asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_protocol_of_the_benchmark(tmp_path: Path) -> None:
    file = tmp_path / "train.json"
    file.write_text(json.dumps(TRAIN))
    got = answers(
        {"op": "train", "file": str(file)},
        {"op": "query", "id": 1, "text": "can I pay here"},
        {"op": "query", "id": 2, "text": ""},
        {"op": "query", "id": 3, "text": "mother"},
        {"op": "quit"},
        {"op": "query", "id": 4, "text": "never answered"},
    )
    assert got[0] == {"ok": True}
    assert [answer["id"] for answer in got[1:]] == [1, 2, 3]
    assert got[1]["ranked"][0][0] == "pay"
    assert got[1]["score"] > got[2]["score"]
    assert got[3]["ranked"][0][0] == "family", "the word lists know that a mum is a mother"


def test_bad_lines_are_answered_and_do_not_stop_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "train.json"
    file.write_text(json.dumps(TRAIN))
    got = answers(
        "not json",
        {"op": "query", "id": 1, "text": "too early"},
        {"op": "train", "file": str(tmp_path / "none.json")},
        {"op": "dance"},
        "[" * 100_000,
        {"op": "train", "file": str(file)},
        {"op": "query", "id": 2, "text": "rain"},
    )
    assert [answer.get("ok") for answer in got] == [False, False, False, False, False, True, None]
    assert got[-1]["ranked"][0][0] == "forecast"


def test_an_id_that_no_screen_can_show_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "train.json"
    file.write_text(json.dumps(TRAIN))
    got = answers(
        {"op": "train", "file": str(file)},
        '{"op": "query", "id": "\\ud800", "text": "rain \\ud800"}',
        {"op": "query", "id": "å", "text": "rain"},
    )
    assert [answer["id"] for answer in got[1:]] == ["\ud800", "å"]
    assert got[1]["ranked"][0][0] == "forecast"
