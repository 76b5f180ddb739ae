from __future__ import annotations

from bot.evaluation.cases import Case, Evidence
from bot.examples import MOST, PREFERRED, examples


def case(question: str, article: str, **more: object) -> Case:
    """An answerable case over one article."""
    given = {"answers": ("x",), "evidence": (Evidence(article_id=article, quote="x"),), **more}
    return Case(id=question, question=question, **given)  # type: ignore[arg-type]


def test_examples_are_questions_about_articles_in_the_library() -> None:
    """Examples are questions about articles in the library."""
    cases = [case("Here?", "a"), case("Elsewhere?", "b")]

    assert examples({"a"}, cases) == ("Here?",)


def test_unanswerable_questions_and_follow_ups_are_no_examples() -> None:
    """Unanswerable questions and follow ups are no examples."""
    earlier = ({"question": "q", "answer": "a"},)
    cases = [
        case("Nobody says?", "a", answers=(), unanswerable=True),
        case("And then?", "a", history=earlier),
    ]

    assert examples({"a"}, cases) == ()


def test_preferred_questions_come_first_and_few_are_shown() -> None:
    """Preferred questions come first and few are shown."""
    cases = [case(f"{n}?", "a") for n in range(5)] + [case(PREFERRED[1], "a")]

    assert examples({"a"}, cases) == (PREFERRED[1], "0?", "1?")
    assert len(examples({"a"}, cases)) == MOST
