"""What X said is answered by what X said."""

from __future__ import annotations

import pytest

from bot.claiming import Mention
from bot.theirs import may_answer
from corpus.article import Article

TEXT = (
    "Ida Roe said the dam is old. She warned that it leaks. Jo Ek told Ole Bo that Ida Roe would "
    "mend it. The crew of Ida Roe will vote on Sunday. Its rival Stella met the crew and announced "
    "a new dam. “The UN will mend the road,” said Jo Ek. Its chief, Ida Berg, said the road is dry."
)


@pytest.mark.parametrize(
    ("question", "answer", "may"),
    [
        ("What did Ida Roe say about the dam?", "the dam is old", True),
        ("What did Jo Ek say about the dam?", "the dam is old", False),
        ("What did former mayor Ida Roe say about the dam?", "the dam is old", True),
        ("What did the town's engineer Jo Ek say about the dam?", "the dam is old", False),
        ("What did the engineer say about the dam?", "the dam is old", True),
        ("Who said the dam is old?", "the dam is old", True),
        ("What did Ida Roe warn of?", "it leaks", True),
        ("What did Jo Ek warn of?", "it leaks", False),
        ("What did Ida Roe say about the dam?", "would mend it", False),
        ("What did the engineer say to Jo Ek?", "would mend it", False),
        ("What did the engineer say to the crew?", "would mend it", True),
        ("What did Ida Roe say about Sunday?", "will vote", False),
        ("What did Stella announce?", "a new dam", True),
        ("What did Stella say about the road?", "the road is dry", False),
        ("What did the UN promise to mend?", "the road", True),
        ("What did Ida Roe promise to mend?", "the road", False),
        ("What did Ida Berg say about the road?", "the road is dry", True),
    ],
)
def test_the_words_of_whom_the_question_names(question: str, answer: str, may: bool) -> None:
    """Not another's about them, nor the article's own; a pledge may be told by its verb."""
    article = Article("a", "The dam", TEXT)
    start = TEXT.index(answer)
    mention = Mention.of(article, (start, start + len(answer)), 0.9, question)
    assert mention is not None
    assert may_answer(question, mention) is may
