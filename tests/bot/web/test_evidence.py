from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType

from bot.answer import Answer, Claim
from bot.web.evidence import CONTEXT_CHARS, around, beside, card, copied, panel


def test_a_card_names_title_publisher_date_and_speaker(toy: ModuleType) -> None:
    """What is unknown is said to be unknown."""
    article = replace(toy.HARBOUR_ARTICLE, published=date(2024, 3, 5), place="Ostrava Bay")
    citation = toy.quoted(article, "Nine ferries had been held at sea.", "Mira Holm")

    known = card(1, 1, citation, (), article)
    unknown = card(1, 1, toy.quoted(toy.STORM_ARTICLE, "Winds"), (), toy.STORM_ARTICLE)

    for part in (article.title, "Bay Courier", "5 March 2024", "Ostrava Bay", "<b>Mira Holm</b>"):
        assert part in known
    assert "publisher unknown" in unknown
    assert "date unknown" in unknown
    assert "Said by" not in unknown


def test_the_cited_sentence_is_marked_within_its_paragraph(toy: ModuleType) -> None:
    """The answer's words in it are strong."""
    citation = toy.quoted(toy.HARBOUR_ARTICLE, "Nine ferries had been held at sea.")

    shown = card(1, 1, citation, (toy.span(toy.HARBOUR_ARTICLE, "Nine"),), toy.HARBOUR_ARTICLE)

    assert "said. <mark><strong>Nine</strong> ferries had been held at sea.</mark> The" in shown
    assert "northern pier" not in shown


def test_a_quote_that_fills_its_paragraph_has_its_neighbours_around_it() -> None:
    """A quote that fills its paragraph has its neighbours around it."""
    assert around("One.\nTwo.\nThree.\nFour.", 5, 9) == ("One.\n", "\nThree.")


def test_surroundings_of_any_length_are_cut_at_a_word() -> None:
    """Surroundings of any length are cut at a word."""
    text = "word " * 500 + "QUOTE" + " word" * 500
    start = text.index("QUOTE")

    before, after = around(text, start, start + 5)

    assert before.startswith("… word")
    assert after.endswith("word …")
    assert max(len(before), len(after)) <= CONTEXT_CHARS + 2


def test_a_citation_whose_article_is_gone_still_shows_its_quote(toy: ModuleType) -> None:
    """A citation whose article is gone still shows its quote."""
    citation = toy.quoted(toy.HARBOUR_ARTICLE, "Nine ferries had been held at sea.")

    assert "<mark>Nine ferries had been held at sea.</mark>" in card(1, 1, citation, (), None)


def test_only_the_last_answers_cards_are_in_view(toy: ModuleType) -> None:
    """Only the last answers cards are in view."""
    library = toy.ToyLibrary()
    answers = [(1, toy.thanked("Who?")), (3, toy.thanked("Who now?"))]

    shown = panel(answers, library.article)

    assert '<div class="nc-set" data-turn="1" hidden>' in shown
    assert '<div class="nc-set" data-turn="3">' in shown


def test_a_declined_question_shows_the_nearest_passages(toy: ModuleType) -> None:
    """A declined question shows the nearest passages."""
    library = toy.ToyLibrary()
    declined = Answer("Who?", "Who?", hits=(toy.found(toy.STORM_ARTICLE),))

    shown = panel([(1, declined)], library.article)

    assert "Nearest passages" in shown
    assert "lifted its last warning" in shown
    assert "<mark>" not in shown


def test_a_card_copies_its_quote_with_its_source(toy: ModuleType) -> None:
    """Speaker, title, publisher and date, what is unknown said to be."""
    article = replace(toy.HARBOUR_ARTICLE, published=date(2024, 3, 5))
    citation = toy.quoted(article, "Nine ferries had been held at sea.", "Mira Holm")

    assert copied(citation) == (
        "“Nine ferries had been held at sea.” — Mira Holm, “Harbour of Ostrava Bay reopens after "
        "storms”, Bay Courier, 5 March 2024"
    )


def test_a_card_names_the_other_sources_of_its_sentence(toy: ModuleType) -> None:
    """And not those of other sentences."""
    one, two, three = (toy.quoted(toy.HARBOUR_ARTICLE, w) for w in ("Nine", "Monday", "Repairs"))
    answer = replace(toy.thanked("Who?"), claims=(Claim("A", (one, two)), Claim("B", (three,))))

    assert [beside(answer, number) for number in (1, 2, 3)] == [[2], [1], []]


def test_an_article_that_nobody_has_cannot_be_opened(toy: ModuleType) -> None:
    """Its quote can still be copied."""
    shown = card(1, 1, toy.quoted(toy.HARBOUR_ARTICLE, "Nine"), (), None)

    assert "data-open" not in shown
    assert "data-copy" in shown
