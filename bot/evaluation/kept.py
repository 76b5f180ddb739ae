"""What a run's files must hold for reports to be made of them, once they are read back.

Not pydantic: a lone surrogate, which an answer may hold and a row keeps, is no text to it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

NOTHING = type(None)
PLACE = {"article_id": str, "start": int, "end": int}
CITATION = PLACE | {"quote": str, "title?": (str, NOTHING), "speaker?": (str, NOTHING)}
HIT = PLACE | {"text": str, "score": (float, NOTHING)}
PIECE = {
    "article_id": str,
    "start": (int, NOTHING),
    "end": (int, NOTHING),
    "text": str,
}
EXCERPT = PLACE | {"length": int, "text": str, "title": str, "publisher": (str, NOTHING)}
ROW = {
    "id": str,
    "type": str,
    "question": str,
    "unanswerable": bool,
    "abstained": bool,
    "short_answer": str,
    "exact_match": float,
    "f1": float,
    "contained": bool,
    "evidence_cited": bool,
    "citations": int,
    "valid": int,
    "right": bool,
    "confidence": float,
    "total_ms": float,
    "error": str,
    "answer": (
        {
            "answer?": str,
            "claims?": [{"text": str, "citations": [CITATION]}],
            "hits?": [HIT],
            "timings_ms?": ({"*": float}, NOTHING),
        },
        NOTHING,
    ),
    "cluster": str,
    "scores": {"*": float},
    "relevant": {"*": [str]},
    "gold": {
        "answers?": [str],
        "items?": [[str]],
        "evidence?": [PIECE],
        "history?": [{"question": str, "answer": str}],
    },
    "excerpts": [EXCERPT],
}
MANIFEST = {
    "questions?": int,
    "seed?": int,
    "system?": {"name?": str},
    "cases_digest?": str,
    "corpus_digest?": str,
    "command?": str,
}
GATES = [{"name": str, "missed?": str}]
"""A shape is a type, a list of one shape, or the shapes of an object's keys: "key?" may be
missing, and "*" is any key. A tuple holds shapes of which one must do. More keys may be there."""


def check(value: Any, shape: Any, where: str = "") -> None:
    """Hold a value of JSON against a shape.

    Args:
        value: as JSON gives it.
        shape: see above.
        where: in the whole the value is, for the message.

    Raises:
        TypeError: it has another; or a number in it is NaN, infinite or too large for a float.
    """
    if isinstance(shape, tuple):
        nothing = value is None and NOTHING in shape
        return None if nothing else check(value, shape[0], where)
    if isinstance(shape, type):
        if not fits(value, shape):
            raise TypeError(f"{where or 'it'!r} cannot be {shown(value)}")
    elif isinstance(shape, list):
        check(value, list, where)
        for number, one in enumerate(value):
            check(one, shape[0], f"{where}.{number}")
    else:
        check(value, dict, where)
        for key, of in shape.items():
            check_key(value, key, of, f"{where}." if where else "")
    return None


def check_key(value: Mapping[str, Any], key: str, shape: Any, before: str) -> None:
    """Hold what an object has under a key against its shape.

    Raises:
        TypeError: see `check`.
    """
    name = key.removesuffix("?")
    if key == "*":
        for known, one in value.items():
            check(one, shape, f"{before}{known}")
    elif name in value:
        check(value[name], shape, f"{before}{name}")
    elif name == key:
        raise TypeError(f"{before + name!r} is missing")


def fits(value: Any, kind: type) -> bool:
    """Whether a value is of a kind: an integer is a float too, a truth value is no number."""
    if kind not in (int, float):
        return isinstance(value, kind)
    if isinstance(value, bool) or not isinstance(value, int if kind is int else int | float):
        return False
    try:
        return math.isfinite(float(value)) if kind is float else True
    except OverflowError:
        return False


def shown(value: Any) -> str:
    """A value as a message quotes it; a huge number has no decimal form."""
    try:
        text = repr(value)
    except ValueError:
        return "so large a number"
    return text if len(text) <= 60 else f"{text[:60]}…"
