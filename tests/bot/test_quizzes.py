"""A quiz's heading and choices are no answers to its question."""

from bot.quizzes import in_quiz
from corpus.article import Article

ASKED = "Which port on the northern coast was closed this week after a storm?"
TEXT = "\n\n".join(
    (
        "The port of Almo on the northern coast was closed on Monday after a storm.",
        "QUIZ TIME",
        "Which port on the northern coast was closed this week?",
        "A. Brena",
        "B. Almo",
        "C. Lonna",
        "TODAY'S QUOTE",
        "Ships wait.",
    )
)
ARTICLE = Article("a", "News", TEXT, "a")


def quizzed(words: str) -> bool:
    """Whether the last place of some words is in the quiz."""
    return in_quiz(ARTICLE, TEXT.rindex(words), ASKED)


def test_heading_and_choices_are_in_the_quiz() -> None:
    """The last choice too."""
    assert [quizzed(words) for words in ("QUIZ", "Brena", "Almo", "Lonna")] == [True] * 4


def test_what_stands_elsewhere_is_not() -> None:
    """The story itself, and what comes after the choices."""
    assert not in_quiz(ARTICLE, TEXT.index("Almo"), ASKED)
    assert [quizzed(words) for words in ("QUOTE", "Ships")] == [False] * 2


def test_a_quiz_about_something_else_is_none() -> None:
    """Its choices may still answer what they do not pretend to."""
    assert not in_quiz(ARTICLE, TEXT.index("Brena"), "Who leads the harbour board of Brena?")
