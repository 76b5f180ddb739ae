"""Follow-ups over articles: right article and right answer, three ways of asking.

    python tests/benchmarks/followups.py [--words-only] [--log FILE]

Every turn of `dialogues/dialogues.jsonl` is asked as typed, as `bot.rewriting` makes it, and as a
person wrote it to stand by itself. The turns before it are the same for all three: the person's
question, and what the chain answers to it. The library holds all seven articles. An answer is right
where it gives one of the gold answers (token F1 of the short answer at least 0.5, or the sentence
that it cites holds one and is a gold quote); its article, where its first citation is from the
right one. `--words-only` compares the questions' words and asks nothing.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from measuring import write_result

from bot.answer import Answer
from bot.chain import AnswerChain
from bot.evaluation.metrics import best, token_f1
from bot.opening import open_chain, open_library
from bot.question import Question, Turn
from bot.settings import read_settings
from bot.words import terms
from corpus.loading import Loaded, load

HERE = Path(__file__).parent / "dialogues"
RIGHT = 0.5
WAYS = ("raw", "ours", "whole")


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn, asked in three ways.

    Attributes:
        id: the conversation and the turn's number.
        alone: whether it stands by itself.
        questions: by way.
        right: by way, whether the answer was right.
        article: by way, whether the first citation was from the right article.
        answered: by way, whether there was an answer.
    """

    id: str
    alone: bool
    questions: dict[str, str]
    right: dict[str, bool]
    article: dict[str, bool]
    answered: dict[str, bool]


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--words-only", action="store_true")
    parser.add_argument("--log", type=Path, help="write every turn there, as JSON lines")
    given = parser.parse_args()
    if given.words_only:
        words_only()
        return
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(read_settings(), library=Path(folder) / "library")
        with open_library(settings) as library:
            library.add([one for one in load(sources()) if isinstance(one, Loaded)])
            chain = open_chain(library, settings)
            asked = [one for talk in dialogues() for one in ask(talk, chain)]
    log(asked, given.log)
    about = {"dialogues": len(dialogues()), "articles": len(sources())}
    write_result("followups", figures(asked), about)


def log(asked: list[Asked], path: Path | None) -> None:
    """Write every turn, where a path is given."""
    if path:
        lines = (json.dumps(asdict(one), ensure_ascii=False) for one in asked)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def sources() -> list[Path]:
    """The articles."""
    ours = Path(str(files("corpus.articles"))) / "tripoli.txt"
    return [ours, *sorted(HERE.glob("*.txt"))]


def dialogues() -> list[dict[str, Any]]:
    """The conversations."""
    return [json.loads(line) for line in (HERE / "dialogues.jsonl").open(encoding="utf-8")]


def ask(talk: dict[str, Any], chain: AnswerChain) -> Iterator[Asked]:
    """Ask every turn of a conversation in three ways."""
    history: tuple[Turn, ...] = ()
    known: dict[str, Answer] = {}

    def told_of(question: Question) -> Answer:
        text = question.text
        if question.history:
            return chain.invoke(question)
        known[text] = known.get(text) or chain.invoke(text)
        return known[text]

    for number, turn in enumerate(talk["turns"], 1):
        answers = {
            "raw": told_of(Question(turn["question"])),
            "ours": told_of(Question(turn["question"], history=history)),
            "whole": told_of(Question(turn["whole"])),
        }
        yield Asked(
            f"{talk['id']}-{number}",
            turn["whole"] == turn["question"],
            {way: answer.understood for way, answer in answers.items()},
            {way: is_right(answer, turn) for way, answer in answers.items()},
            {way: from_article(answer, talk) for way, answer in answers.items()},
            {way: not answer.abstained for way, answer in answers.items()},
        )
        told = answers["whole"]
        history = (*history, Turn.of(turn["question"], told))


def is_right(answer: Answer, turn: dict[str, Any]) -> bool:
    """Whether an answer gives a gold answer."""
    if answer.abstained:
        return False
    if best(token_f1, answer.short_answer, turn["answers"]) >= RIGHT:
        return True
    cited = [c.quote for c in answer.citations]
    return any(
        answer.short_answer in (c, "Yes", "No") and any(gold in c for gold in turn["answers"])
        for c in cited
        if any(c in quote or quote in c for quote in turn["quotes"])
    )


def from_article(answer: Answer, talk: dict[str, Any]) -> bool:
    """Whether the first citation, or passage where it declined, is from the right article."""
    first = talk["turns"][0]["quotes"][0]
    name = talk["article"]
    path = next(p for p in sources() if p.name == name)
    assert first in path.read_text(encoding="utf-8")
    cited = answer.citations[0].quote if answer.citations else ""
    shown = cited or (answer.hits[0].passage.text if answer.hits else "")
    return bool(shown) and shown in path.read_text(encoding="utf-8")


def figures(asked: list[Asked]) -> dict[str, Any]:
    """Counts by way; the share of the gap between raw and whole that ours closes."""
    follow = [one for one in asked if not one.alone]
    alone = [one for one in asked if one.alone]
    made: dict[str, Any] = {"turns": len(asked), "follow_ups": len(follow), "alone": len(alone)}
    for name in ("right", "article"):
        counts = {way: sum(getattr(one, name)[way] for one in follow) for way in WAYS}
        gap = counts["whole"] - counts["raw"]
        closed = round((counts["ours"] - counts["raw"]) / gap, 4) if gap > 0 else 0.0
        made[f"follow_ups_{name}"] = counts | {"gap_closed": closed}
        made[f"alone_{name}"] = {w: sum(getattr(one, name)[w] for one in alone) for w in WAYS}
    made["follow_ups_answered_wrong"] = {
        w: sum(one.answered[w] and not one.right[w] for one in follow) for w in WAYS
    }
    made["alone_changed"] = [o.id for o in alone if o.questions["ours"] != o.questions["raw"]]
    made["not_right_but_whole_is"] = [
        o.id for o in asked if o.right["whole"] and not o.right["ours"]
    ]
    return made


def words_only() -> None:
    """Print how many rewrites have the person's content words, with gold answers as history."""
    from bot.rewriting import rewrite

    count: Counter[str] = Counter()
    for talk in dialogues():
        history: tuple[Turn, ...] = ()
        for turn in talk["turns"]:
            ours = rewrite(turn["question"], history)
            alone = turn["question"] == turn["whole"]
            wanted = {term.stem for term in terms(turn["whole"])}
            kind = "alone" if alone else "follow_up"
            count[kind] += 1
            count[f"{kind}_unchanged"] += ours == turn["question"]
            count[f"{kind}_same_words"] += {term.stem for term in terms(ours)} == wanted
            short = turn["answers"][0]
            history = (*history, Turn(turn["question"], turn["quotes"][0], short))
    sys.stdout.write(json.dumps(count, indent=1) + "\n")


if __name__ == "__main__":
    main()
