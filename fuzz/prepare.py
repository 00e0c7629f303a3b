#!/usr/bin/env python3
"""Makes the fuzzer's dictionary and first inputs from patterns/ and tests/: fuzz/prepare.py, from anywhere.

Writes fuzz/words.dict and fuzz/corpus/TARGET/*, which are not kept in the repository.
"""

import hashlib
import json
import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUZZ = ROOT / "fuzz"


def keep(target: str, data: bytes) -> None:
    folder = FUZZ / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def messages() -> list[str]:
    lines = []
    for name in ("dev", "heldout", "fresh"):
        text = (ROOT / "tests/corpus" / f"{name}.jsonl").read_text(encoding="utf-8")
        lines += [json.loads(line)["text"] for line in text.splitlines() if line]
    return lines


def phrases() -> list[str]:
    found = []
    for file in sorted((ROOT / "patterns").glob("*.toml")):
        found += re.findall(r'^\s*"([^"\n]+)",?$', file.read_text(encoding="utf-8"), re.MULTILINE)
    return found


def private() -> list[str]:
    found = []
    for name in ("private", "scams"):
        file = (ROOT / "patterns" / f"{name}.toml").read_text(encoding="utf-8")
        found += [line.replace("{", "").replace("}", "") for line in re.findall(r'^  "([^"\n]+)",$', file, re.MULTILINE)]
    return found


def dictionary(words: set[str]) -> None:
    signs = ["..", "...", "```", "> ", "<@1>", "\u2019", "\u201c", "\u0301", "\u200b", "\U0001F62D", "17.4.1", "\\n"]
    entries = sorted(words)[:3000] + signs
    escape = lambda word: "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\' else f"\\x{byte:02x}" for byte in word.encode()
    )
    (FUZZ / "words.dict").write_text("".join(f'"{escape(word)}"\n' for word in entries))


def settings() -> None:
    kept = {
        "zone": "Europe/Berlin", "morning": 9, "evening": 21, "mode": "answer", "paused": False, "watched": [1, 2],
        "escalations": 5, "moderators": 6, "helpers": [7], "ping": None, "solved": {"1": 2}, "cooldown_minutes": 60,
        "follow_up_hours": 24, "retention_days": 180, "reminder_hours": 4, "silence_hours": 48, "learned_order": True,
        "pinned": {"wifi-unstable": ["restart"]}, "incidents": True, "staff_hinted": False,
    }
    changes = [
        {"mode": "observe"}, {"pause": True}, {"zone": "UTC"}, {"watch": {"add": 3}}, {"watch": {"only": [1]}},
        {"helpers": {"remove": 7}}, {"cooldown": 0}, {"retention": 1}, {"silence": 720}, {"solved": {"forum": 1, "tag": None}},
        {"pin": {"cause": "wifi-unstable", "steps": ["restart"]}},
    ]
    line = json.dumps(kept).encode()
    keep("config", b"\0" + line)
    keep("config", b"\1" + line + b"\0" + json.dumps(changes).encode())
    for change in changes:
        keep("config", b"\1{}\0" + json.dumps([change]).encode())
    for words in (
        ["classify", "--json"], ["stats", "steps", "--since", "30d", "--format", "csv"], ["cases", "list", "--server", "1"],
        ["setup", "--server", "1", "--watch", "1,2", "--mode", "observe"], ["eval", "a", "--min", "recall=0.9"],
    ):
        keep("config", b"\2" + "\0".join(words).encode())
    keep("config", b"\3MTA.abc.xyz\0http://127.0.0.1:8080")


def gateway(texts: list[str]) -> None:
    ids = ["cm1:choice:1:1:fixed", "cm1:choice:1:2:claim", "cm1:which:1:1|wifi-unstable", "cm1:form:1", "cm1:tried:1|restarted",
           "cm1:receiver:1|31", "cm1:report", "cm1:setup:done", "cm1:server:5|500", "cm1:list:open:1", "cm1:correct:600:7|not_one"]
    commands = ["backup", "backup|report|problem=icloud backup fails", "case|show|number=1", "case|note|number=1|words=x",
                "triage|why|message=x", "stats|overview", "setup", "privacy|delete", "incident|list", "order|show|cause=wifi-unstable"]
    server = b"\5\0\0\0"
    for text in texts[::12]:
        said = b"\0\0\0\1" + text.replace("\n", " ").encode()
        keep("gateway", server + b"\n" + said)
        keep("gateway", server + b"\n" + said + b"\n" + b"\6\0\0\2" + random.choice(ids).encode())
    for one in ids:
        keep("gateway", server + b"\n\6\0\0\3\2" + one.encode())
        keep("gateway", server + b"\n\x08\0\0\3\2" + one.encode() + b"|a|b|c|d")
    for one in commands:
        keep("gateway", server + b"\n\x09\0\0\4\2" + one.encode())


def stories() -> None:
    for _ in range(300):
        keep("stories", bytes(random.randrange(256) for _ in range(random.randrange(8, 400))))


def main() -> None:
    random.seed(1)
    texts, written = messages(), phrases()
    words = {word for phrase in written for word in re.findall(r"[^\W_]+", phrase) if len(word) > 2}
    dictionary(words)
    for text in texts:
        for target in ("diagnosis", "intake"):
            keep(target, text.encode())
    for at in range(0, len(written), 9):
        keep("patterns", b"\1" + "\n".join(written[at : at + 3]).encode())
    for index, file in enumerate(sorted((ROOT / "patterns").glob("*.toml"))):
        if file.stat().st_size < 20_000:
            keep("patterns", bytes([0, index]) + file.read_bytes())
    for one in ("choice:7:3:fixed", "cause:7:3:wifi-unstable", "reason:1:role:31", "list:open:1", "correct:1:2", "server:4"):
        keep("custom_ids", one.encode())
    for kind in range(11):
        keep("custom_ids", bytes([kind]) + bytes(range(24)))
    for shape in private():
        keep("mask", shape.encode())
    settings()
    gateway(texts)
    stories()
    for file in sorted((ROOT / "tests/fuzz-cases").glob("*/*")):
        keep(file.parent.name, file.read_bytes())


if __name__ == "__main__":
    main()
