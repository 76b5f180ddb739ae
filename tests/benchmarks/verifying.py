"""What the verifier catches of scripted outputs of a language model, at 5% of the good lost.

    python tests/benchmarks/verifying.py DATA [--fit] [--limit N]

DATA is the folder with `wice/`, `support/` and `summhay/`. Every output goes the whole way, as JSON
lines with random ids, through parsing and verifying. Its document decides on which side it is: with
`--fit` the head and its threshold are fitted on one side and written to
`bot/verifying/support.json`; the figures are of the other.
"""

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from measuring import write_result
from scripted import Output, outputs

import bot.verifying
import corpus.sentences
from bot.generating.parsing import parse
from bot.generating.writing import stated
from bot.verifying.citing import Statement
from bot.verifying.head import FILE, Head, shipped
from bot.verifying.verifier import Verifier
from index.embedding import SentenceEncoder

LOST = 0.05
"""Share of the good that may be lost."""
DRAWN = 400
HARD = frozenset({"bump", "unsupported"})
CURVE = (0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3)
TOGETHER = 64
NEITHER = frozenset({"good", "good, subject left out", "good, quotes unsure", "partly"})
"""Kinds that are not wrong; of these only the first is what may be lost, the others are told."""
ALWAYS = Head({}, 50.0, 0.0)
"""Passes whatever the rules pass."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An output, what the rules say to it, and its signs where it came to a comparison."""

    output: Output
    reason: str
    signs: tuple[float, ...] | None
    score: float = 0.0


def main() -> None:
    """Measure, and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--limit", type=int, help="so many outputs, to see that it works")
    given = parser.parse_args()
    # The same paragraphs come again and again, with each thing that is changed about a sentence.
    corpus.sentences.proposed = lru_cache(1 << 14)(
        lambda block, split=corpus.sentences.proposed: tuple(split(block))
    )
    made = outputs(given.data)
    if given.limit:
        made = random.Random(0).sample(made, given.limit)
    checked = list(check(made))
    if given.fit:
        head = fitted([one for one in checked if not one.output.measured])
        (Path(bot.verifying.__path__[0]) / FILE).write_text(head.to_json(), encoding="utf-8")
    else:
        head = shipped()
    scored = [scored_by(head, one) for one in checked if one.output.measured]
    figures = figures_of(scored, head)
    if given.limit:
        sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    else:
        write_result("verifying", figures, {"lost": LOST, "outputs": counts(scored)})


def check(made: Sequence[Output]) -> Iterable[Checked]:
    """Check outputs by the rules alone."""
    verifier = Verifier(SentenceEncoder(), head=ALWAYS)
    for first in range(0, len(made), TOGETHER):
        some = made[first : first + TOGETHER]
        for one, verdict in zip(some, verifier.verify(list(map(written, some))), strict=True):
            signs = verdict.signs.row if verdict.signs else None
            yield Checked(one, verdict.reason, signs)


def written(one: Output) -> Statement:
    """An output as the model's text, read back as in use."""
    draw = random.Random(one.statement.text)
    known = {f"{draw.randrange(1 << 32):08x}": source for source in one.statement.sources}
    ids = [one.forged] if one.forged else list(known)
    line = {"text": one.statement.text, "ids": ids, "quotes": list(one.statement.quotes)}
    parsed = parse(json.dumps(line), list(known))
    return stated(parsed.sentences[0], known)


def fitted(checked: Sequence[Checked]) -> Head:
    """The head of one side: slopes from what the rules pass, and the threshold by what is lost.

    Outputs are weighed so that each kind counts alike, by drawing them again.
    """
    others = NEITHER - {"good"}
    passed = [
        one for one in checked if one.signs and not one.reason and one.output.kind not in others
    ]
    groups = defaultdict(list)
    for one in passed:
        good = one.output.kind == "good"
        groups[one.output.source if good else one.output.kind.split(":")[0], good].append(one)
    draw = random.Random(0)
    drawn = [one for key in sorted(groups) for one in draw.choices(groups[key], k=share_of(*key))]
    proved = np.array([one.output.kind == "good" for one in drawn])
    head = Head.fit([one.signs for one in drawn if one.signs], proved, 0.0)
    good = [scored_by(head, one) for one in checked if one.output.kind == "good"]
    return replace(head, least=threshold(good, LOST))


def share_of(kind: str, good: bool) -> int:
    """How many of a group are drawn: fewer of what words and numbers alone hardly tell apart."""
    return DRAWN if good or kind not in HARD else DRAWN // 8


def scored_by(head: Head, one: Checked) -> Checked:
    """With the head's score; 0 where the rules remove it."""
    if one.reason or one.signs is None:
        return replace(one, score=0.0)
    return replace(one, score=score(head, one.signs))


def score(head: Head, row: Sequence[float]) -> float:
    """The head's score of a row of signs."""
    z = head.intercept + sum(
        weight * value for weight, value in zip(head.weights.values(), row, strict=True)
    )
    return float(1 / (1 + np.exp(-np.clip(z, -50, 50))))


def threshold(good: Sequence[Checked], lost: float) -> float:
    """The highest threshold at which no more than a share of the good is removed, to 4 digits."""
    ordered = sorted(one.score for one in good)
    return float(np.floor(1e4 * ordered[int(lost * len(ordered))]) / 1e4)


def figures_of(scored: Sequence[Checked], head: Head) -> dict[str, Any]:
    """Good lost, bad caught by kind, at the shipped threshold and along the curve."""
    good = [one for one in scored if one.output.kind == "good"]
    bad = [one for one in scored if one.output.kind not in NEITHER]
    kinds = sorted({one.output.kind for one in bad})
    by_kind = {kind: [one for one in bad if one.output.kind == kind] for kind in kinds}
    sources = sorted({one.output.source for one in good})
    curve = [at_threshold(threshold(good, lost), good, by_kind) for lost in CURVE]
    return {
        "least": head.least,
        "good_lost": share(good, head.least),
        "good_lost_by_source": {
            source: share([one for one in good if one.output.source == source], head.least)
            for source in sources
        },
        "good_lost_by_reason": reasons(good, head.least),
        "removed_of_others": {
            kind: share([one for one in scored if one.output.kind == kind], head.least)
            for kind in sorted(NEITHER - {"good"})
        },
        "caught": {kind: share(some, head.least) for kind, some in by_kind.items()},
        "caught_by_reason": {kind: reasons(some, head.least) for kind, some in by_kind.items()},
        "curve": curve,
        "rules_alone": at_threshold(0.0, good, by_kind),
    }


def at_threshold(
    least: float, good: Sequence[Checked], by_kind: dict[str, list[Checked]]
) -> dict[str, Any]:
    """What is lost and caught at a threshold."""
    caught = {kind: share(some, least) for kind, some in by_kind.items()}
    return {"least": least, "good_lost": share(good, least), "caught": caught}


def removed(one: Checked, least: float) -> bool:
    """Whether an output is removed at a threshold."""
    return bool(one.reason) or one.signs is None or one.score < least


def share(some: Sequence[Checked], least: float) -> float | None:
    """Share of some outputs that is removed, to 3 digits."""
    return round(sum(removed(one, least) for one in some) / len(some), 3) if some else None


def reasons(some: Sequence[Checked], least: float) -> dict[str, int]:
    """Why outputs are removed."""
    gone = [one.reason or "support" for one in some if removed(one, least)]
    return dict(sorted(Counter(gone).items()))


def counts(scored: Sequence[Checked]) -> dict[str, int]:
    """How many outputs there are of each kind."""
    return dict(sorted(Counter(one.output.kind for one in scored).items()))


if __name__ == "__main__":
    main()
