"""Strings that break things: a few of our own, and the Big List of Naughty Strings where it is there."""

import json
from pathlib import Path
from urllib.parse import urlencode

BLNS = Path(__file__).parents[3] / "shared/data/bad-text-blns/blns.json"

NASTY = [
    "",
    " ",
    "\n",
    "null",
    "two\r\nlines\u2028and\u2029more, the last ends\n",
    "  spaces around, \ufeffmark \u200bzero\u200d width\u00ad  ",
    "nul \x00 bell \x07 escape \x1b[31m delete \x7f next line \x85",
    "\u202eright to left\u202c شكرا e\u0301 is not \u00e9, \ufb01 is not fi, \u212b is not \u00c5",
    "👩\u200d👧\u200d👦 🏴\U000e0067\U000e007f 🇺🇳 \U0010ffff \ufffe \uffff \ufffd",
    "\ufdfa" * 60,  # each becomes eighteen characters when it is folded
    "<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt;",
    "'; DROP TABLE t; -- \" \\ \\u0041 %00 %s {0} ${7*7} {{7*7}} `id` ../../etc",
    "w#g01ARZ3NDEKTSV4RRFFQ69G5FAV~u#m#k",
]


def blns() -> list[str]:
    strings: list[str] = json.loads(BLNS.read_text("utf-8"))
    return strings


def packed(strings: list[str], longest: int) -> list[str]:
    """The same strings in fewer texts, for fields that hold many: one a line, in order."""
    texts = [""]
    for string in strings:
        if len(texts[-1]) + 1 + len(string) > longest:
            texts.append("")
        texts[-1] += f"\n{string}" if texts[-1] else string
    return texts


def quoted(name: str, text: str) -> str:
    return urlencode({name: text})
