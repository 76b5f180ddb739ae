"""Follow-ups made whole, against what people wrote: words recovered, words added.

    python tests/benchmarks/rewriting.py --data shared/data [--show 40]

Reads `rewriting/canard_dev.jsonl.gz`, `rewriting/treccast.jsonl.gz` and `mtrag/rewrites.jsonl`
under the folder of `--data`. The rules were written with the first half of each set in view; the
second halves are held out. Content words are stems that `bot.words.terms` keeps, counted as a set.
"""

import argparse
import gzip
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measuring import write_result

from bot.rewriting import rewrite
from bot.words import terms

ANSWER = "[ANSWER]"
USER = "|user|:"


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier turn."""

    question: str
    answer: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A follow-up, what came before it, and how a person made it whole."""

    history: tuple[Turn, ...]
    question: str
    whole: str


@dataclass(slots=True)
class Count:
    """What was counted over the cases.

    Attributes:
        wanted: content words that the person added to the raw turn.
        recovered: those of them that the rules added as well.
        added: content words that the rules added.
        lacking: those of them that the person's rewrite lacks.
        lost: words of both raw turn and the person's rewrite that the rules dropped.
        alone: turns that the person left as they were, case and punctuation aside.
        kept: those of them that the rules left too.
        followed: turns that the person changed, with history.
        changed: those of them that the rules changed.
        touched: turns with history whose content words the rules changed.
        rightly: those of them whose content words the person changed too.
        needed: turns with history whose content words the person changed.
        better: turns whose words are nearer to the person's with the rules than as typed.
        worse: turns whose words are further from them.
        same: turns whose content words equal the person's, with the rules.
        same_raw: the same, with the raw turn.
    """

    cases: int = 0
    wanted: int = 0
    recovered: int = 0
    added: int = 0
    lacking: int = 0
    lost: int = 0
    alone: int = 0
    kept: int = 0
    followed: int = 0
    changed: int = 0
    touched: int = 0
    rightly: int = 0
    needed: int = 0
    better: int = 0
    worse: int = 0
    same: int = 0
    same_raw: int = 0

    def take(self, case: Case, ours: str) -> None:
        """Count one case."""
        raw, person, made = content(case.question), content(case.whole), content(ours)
        self.cases += 1
        self.wanted += len(person - raw)
        self.recovered += len((person - raw) & made)
        self.added += len(made - raw)
        self.lacking += len(made - raw - person)
        self.lost += len((raw & person) - made)
        alike = bare(case.whole) == bare(case.question)
        left = bare(ours) == bare(case.question)
        self.alone += bool(case.history) and alike
        self.kept += bool(case.history) and alike and left
        self.followed += bool(case.history) and not alike
        self.changed += bool(case.history) and not alike and not left
        self.touched += bool(case.history) and made != raw
        self.rightly += bool(case.history) and made != raw and person != raw
        self.needed += bool(case.history) and person != raw
        self.better += len(made ^ person) < len(raw ^ person)
        self.worse += len(made ^ person) > len(raw ^ person)
        self.same += made == person
        self.same_raw += raw == person

    def figures(self) -> dict[str, Any]:
        """Shares, with the counts that they are of; 0 where there is nothing to share."""
        return {
            "cases": self.cases,
            "words_wanted": self.wanted,
            "recovered": share(self.recovered, self.wanted),
            "words_added": self.added,
            "added_that_lack": share(self.lacking, self.added),
            "words_lost": self.lost,
            "stand_alone_with_history": self.alone,
            "stand_alone_left_unchanged": share(self.kept, self.alone),
            "follow_ups": self.followed,
            "follow_ups_changed": share(self.changed, self.followed),
            "decision_to_rewrite": {
                "precision": share(self.rightly, self.touched),
                "recall": share(self.rightly, self.needed),
                "of": self.touched,
            },
            "nearer_to_the_person": self.better,
            "further_from_the_person": self.worse,
            "content_words_equal": share(self.same, self.cases),
            "content_words_equal_raw": share(self.same_raw, self.cases),
        }


def main() -> None:
    """Measure and write the results file, or show some cases of a half."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0, help="cases of each first half to print")
    given = parser.parse_args()
    folder = given.data
    canard = lines(folder / "rewriting" / "canard_dev.jsonl.gz")
    cast = lines(folder / "rewriting" / "treccast.jsonl.gz")
    mtrag = lines(folder / "mtrag" / "rewrites.jsonl")
    sets = {
        **halves("canard", [of_canard(row) for row in canard]),
        **halves("treccast", [of_cast(row) for row in cast]),
        **halves("mtrag", [of_mtrag(row) for row in mtrag]),
    }
    if given.show:
        for name, cases in sets.items():
            if name.endswith("first_half"):
                show(cases, given.show)
        return
    files = sorted([*folder.glob("rewriting/*.gz"), folder / "mtrag" / "rewrites.jsonl"])
    about = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    write_result("rewriting", {name: counted(s).figures() for name, s in sets.items()}, about)


def halves(name: str, cases: list[Case]) -> dict[str, list[Case]]:
    """A set's first half, its held-out second half, and all of it."""
    middle = len(cases) // 2
    return {
        f"{name}_first_half": cases[:middle],
        f"{name}_second_half": cases[middle:],
        name: cases,
    }


def counted(cases: list[Case]) -> Count:
    """The count over the cases."""
    count = Count()
    for case in cases:
        count.take(case, rewrite(case.question, case.history))
    return count


def show(cases: list[Case], most: int) -> None:
    """Print some cases whose words differ from the person's."""
    picked = random.Random(0).sample(cases, len(cases))
    for case in picked:
        ours = rewrite(case.question, case.history)
        if content(ours) != content(case.whole) and most:
            most -= 1
            for turn in case.history[-3:]:
                sys.stdout.write(f"    {turn.question} — {turn.answer[:160]}\n")
            sys.stdout.write(f" Q {case.question}\n H {case.whole}\n O {ours}\n")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, compressed or not."""
    whole = path.read_bytes()
    text = (gzip.decompress(whole) if path.suffix == ".gz" else whole).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line.strip())


def of_canard(row: dict[str, Any]) -> Case:
    """CANARD's history begins with a title and a section: taken for a turn of its own."""
    history = row["history"]
    pairs = zip(history[::2], history[1::2], strict=False)
    return Case(tuple(Turn(q, a) for q, a in pairs), row["question"], row["rewrite"])


def of_cast(row: dict[str, Any]) -> Case:
    """TREC CAsT's history has questions, in one year with answers behind them."""
    turns: list[Turn] = []
    for text in row["history"]:
        if text.startswith(ANSWER) and turns:
            turns[-1] = Turn(turns[-1].question, text.removeprefix(ANSWER).strip())
        else:
            turns.append(Turn(text, ""))
    return Case(tuple(turns), row["question"], row["rewrite"])


def of_mtrag(row: dict[str, Any]) -> Case:
    """MTRAG's history has questions only, the last of them the one to rewrite."""
    said = [line.removeprefix(USER).strip() for line in row["history_and_question"].split("\n")]
    question = row["question"].removeprefix(USER).strip()
    whole = row["rewrite"].removeprefix(USER).strip()
    return Case(tuple(Turn(one, "") for one in said[:-1]), question, whole)


def content(text: str) -> frozenset[str]:
    """The stems of a text's content words."""
    return frozenset(term.stem for term in terms(text))


def bare(text: str) -> str:
    """A text without case and punctuation."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def share(part: int, whole: int) -> float:
    """A share with four digits, 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0


if __name__ == "__main__":
    main()
