import json
import subprocess
import sys
from pathlib import Path


def test_protocol_of_the_benchmark(tmp_path: Path) -> None:
    file = tmp_path / "train.json"
    intents = {"pay": ["pay my bill", "how do I pay"], "weather": ["will it rain", "is it sunny today"]}
    file.write_text(json.dumps({"lang": "en", "intents": intents, "oos": []}))
    asked = [
        {"op": "train", "file": str(file)},
        {"op": "query", "id": 1, "text": "can I pay here"},
        {"op": "query", "id": 2, "text": ""},
        {"op": "quit"},
    ]
    done = subprocess.run(
        [sys.executable, "-m", "bot.matching.bench", "--stdio"],
        input="".join(json.dumps(line) + "\n" for line in asked),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0] == {"ok": True}
    assert [answer["id"] for answer in answers[1:]] == [1, 2]
    assert answers[1]["ranked"][0][0] == "pay"
    assert answers[1]["score"] > answers[2]["score"]
