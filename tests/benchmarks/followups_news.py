"""Follow-ups over real news: right article and right answer, three ways of asking.

    python tests/benchmarks/followups_news.py --articles DATA/news/articles.jsonl.gz [--log FILE]

As `followups.py`, on `dialogues/news.jsonl`: conversations over eleven of the 3,109 articles, all
of which are in the library (made once, in the user's cache folder, as `newscite evaluate --corpus`
makes it). They were held out until f353370: see the README in `dialogues`. An
answer is right where its short answer is like a gold one (token F1 at least 0.5), or is a whole
sentence that holds one; where the articles do not answer, declining is right.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from followups import HERE, RIGHT, WAYS, Asked, figures, log
from measuring import write_result

from bot.answer import Answer
from bot.chain import AnswerChain
from bot.evaluation.corpora import digest, open_corpus, read_corpus
from bot.evaluation.metrics import best, token_f1
from bot.opening import open_chain
from bot.question import Question, Turn
from bot.settings import corpora_folder, read_settings
from corpus.article import Article
from index.chunking import Chunking
from index.embedding import SentenceEncoder


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--dialogues", default="news", help="or news_developed")
    parser.add_argument("--log", type=Path)
    given = parser.parse_args()
    talks = dialogues(given.dialogues)
    loaded = read_corpus(given.articles, print)
    articles = {one.article.id: one.article for one in loaded}
    encoder = SentenceEncoder()
    home = corpora_folder(None) / digest(loaded, encoder, Chunking())
    with open_corpus(loaded, home, encoder) as library:
        chain = open_chain(library, replace(read_settings(), library=library.folder))
        asked = [one for talk in talks for one in ask(talk, chain, articles)]
        counts = library.counts()
    log(asked, given.log)
    sha = hashlib.sha256(given.articles.read_bytes()).hexdigest()
    about = {"dialogues": len(talks), "documents": counts.documents, "articles_sha256": sha}
    nothing = unanswered(talks)
    made = figures([one for one in asked if one.id not in nothing])
    declined = {w: sum(one.right[w] for one in asked if one.id in nothing) for w in WAYS}
    made["no_answer_declined"] = declined | {"of": len(nothing)}
    write_result(f"followups_{given.dialogues}", made, about)


def dialogues(name: str) -> list[dict[str, Any]]:
    """The conversations of a file."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").open(encoding="utf-8")]


def unanswered(talks: Sequence[dict[str, Any]]) -> frozenset[str]:
    """The turns that no article answers."""
    return frozenset(
        f"{talk['id']}-{number}"
        for talk in talks
        for number, turn in enumerate(talk["turns"], 1)
        if not turn["answers"]
    )


def ask(
    talk: dict[str, Any], chain: AnswerChain, articles: Mapping[str, Article]
) -> Iterator[Asked]:
    """Ask every turn of a conversation in three ways."""
    history: tuple[Turn, ...] = ()
    for number, turn in enumerate(talk["turns"], 1):
        raw, whole = chain.invoke(turn["question"]), chain.invoke(turn["whole"])
        follow = Question(turn["question"], history=history)
        answers = {"raw": raw, "ours": chain.invoke(follow) if history else raw, "whole": whole}
        wanted = {one["article"] for one in turn["answers"]} or {talk["article"]}
        yield Asked(
            f"{talk['id']}-{number}",
            turn["whole"] == turn["question"],
            {way: answer.understood for way, answer in answers.items()},
            {way: is_right(answer, turn["answers"], articles) for way, answer in answers.items()},
            {way: shown(answer) in wanted for way, answer in answers.items()},
            {way: not answer.abstained for way, answer in answers.items()},
        )
        history = (*history, Turn.of(turn["question"], whole))


def is_right(answer: Answer, gold: list[dict[str, Any]], articles: Mapping[str, Article]) -> bool:
    """Whether an answer gives a gold answer, or declines where there is none."""
    if answer.abstained or not gold:
        return answer.abstained and not gold
    texts = [articles[one["article"]].text[one["start"] : one["end"]] for one in gold]
    if best(token_f1, answer.short_answer, texts) >= RIGHT:
        return True
    return any(
        answer.short_answer in (cited.quote, "Yes", "No")
        and cited.article_id == one["article"]
        and cited.start <= one["start"] < one["end"] <= cited.end
        for cited in answer.citations
        for one in gold
    )


def shown(answer: Answer) -> str:
    """The article that is cited first, or shown first where it declined; "" for none."""
    if answer.citations:
        return answer.citations[0].article_id
    return answer.hits[0].passage.article_id if answer.hits else ""


if __name__ == "__main__":
    main()
