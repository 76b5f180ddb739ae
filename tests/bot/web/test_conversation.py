from __future__ import annotations

import re
from dataclasses import replace
from types import ModuleType

from bot.answer import Answer, Claim
from bot.generation import Generation, Usage
from bot.web import texts
from bot.web.conversation import Exchange, conversation, told


def text(markup: str) -> str:
    """The text between the tags."""
    return re.sub(r"<[^>]+>", "", markup)


def test_before_the_first_question_examples_are_offered() -> None:
    """Before the first question examples are offered."""
    assert 'data-ask="Who sang?"' in conversation((), ["Who sang?"])


def test_without_examples_none_are_made_up() -> None:
    """Without examples none are made up."""
    assert "example" not in text(conversation((), []))


def test_an_answer_shows_the_short_answer_and_a_number_behind_each_sentence(
    toy: ModuleType,
) -> None:
    """An answer shows the short answer and a number behind each sentence."""
    shown = conversation([Exchange("Who thanked?", toy.thanked("Who thanked?"))], [])

    assert '<p class="nc-short" dir="auto">The island council and the fishers&#x27; union' in shown
    assert [f"{t}-{n}" for t, n in re.findall(r'data-card="(\d+)-(\d+)"', shown)] == ["1-1", "1-2"]
    assert "Said by Mira Holm" in shown


def test_a_follow_up_shows_how_it_was_understood() -> None:
    """Escaped; a question searched as it was typed shows nothing."""
    made = Exchange("Why?", Answer("Why?", "Why did <b> close?"))
    plain = Exchange("Who  sang? ", Answer("Who  sang? ", "Who sang?"))

    assert "Understood as: Why did &lt;b&gt; close?</p>" in conversation([made], [])
    assert "Understood as" not in conversation([plain], [])


def test_declining_says_what_was_searched_and_has_room_for_another_question() -> None:
    """What is offered is found later; there are no citations to be copied with it."""
    declined = Exchange("Who sang?", Answer("Who sang?", "Who sang?"), "I searched 1 article.")

    shown = conversation([declined])

    assert "The articles do not say." in text(shown)
    assert "I searched 1 article." in text(shown)
    assert "data-suggest" in shown
    assert texts.COPY_ANSWER not in shown


def test_a_number_stays_on_the_line_of_the_sentences_last_word(toy: ModuleType) -> None:
    """Its last word and its numbers are held together, and the sentence keeps every character."""
    shown = conversation([Exchange("Who thanked?", toy.thanked("Who thanked?"))], [])

    assert '<span class="nc-together">pilots.<button' in shown
    assert "The island council and the fishers&#x27; union thanked the pilots.[1]" in text(shown)


def test_a_question_that_is_being_answered_shows_the_stage() -> None:
    """A question that is being answered shows the stage."""
    assert "Reading 12 passages" in conversation(
        [Exchange("Who sang?", stages=("Reading 12 passages",))], []
    )


def test_no_text_of_a_question_article_or_notice_is_markup(toy: ModuleType) -> None:
    """No text of a question article or notice is markup."""
    bad = toy.HOSTILE
    shown = conversation(
        [
            Exchange(bad, toy.hostile(bad)),
            Exchange(bad, notice=bad),
            Exchange(bad, stages=(bad, bad)),
        ],
        [bad],
    )

    tags = set(re.findall(r"<([a-z0-9]+)", shown))
    assert tags <= {"div", "h2", "p", "span", "bdi", "button", "ol", "ul", "li"}


def test_several_sources_of_a_sentence_are_counted_and_named(toy: ModuleType) -> None:
    """By publisher, or by title where that is unknown; the chain counts copies once."""
    storm, harbour = toy.quoted(toy.STORM_ARTICLE, "Winds fell"), toy.quoted(*toy.PILOTS)
    answer = replace(toy.thanked("Who?"), claims=(Claim(harbour.quote, (harbour, storm)),))

    shown = text(conversation([Exchange("Who?", answer)], []))

    assert "2 sources: Bay Courier, Winds fell overnight" in shown


def test_a_citation_of_two_sentences_has_one_name(toy: ModuleType) -> None:
    """Its card leads back to the first."""
    harbour = toy.quoted(*toy.PILOTS)
    answer = replace(toy.thanked("Who?"), claims=(Claim("One.", (harbour,)),) * 2)

    assert conversation([Exchange("Who?", answer)], []).count('id="nc-ref-1-1"') == 1


def test_only_the_last_question_can_be_asked_again_or_edited(toy: ModuleType) -> None:
    """Its answer gives way, where it was kept; a refused question takes no other's place."""
    kept = Exchange("Who thanked?", toy.thanked("Who thanked?"))
    refused = Exchange("Why?", notice="No.")

    assert 'data-again="Who thanked?" data-instead="1"' in conversation([kept], [])
    both = conversation([kept, refused], [])
    assert 'data-again="Who thanked?"' not in both
    assert 'data-again="Why?" data-instead=""' in both


def test_what_a_screen_reader_is_told_is_the_last_news(toy: ModuleType) -> None:
    """The stage, then the short answer and the number of citations, or what was searched."""
    stage = Exchange("Who?", stages=("Searching 3 articles", "Reading 2 passages"))
    answered = Exchange("Who?", toy.thanked("Who?"))
    declined = Exchange("Who?", Answer("Who?", "Who?"), "I searched 1 article.")

    assert told(stage) == "Reading 2 passages"
    assert told(answered) == "Answer: The island council and the fishers' union 2 citations."
    assert told(declined) == "The articles do not say. I searched 1 article."


def test_a_draft_is_marked_as_one_and_escaped() -> None:
    """Below the stage that says that it is not checked yet."""
    waiting = Exchange("Who?", stages=("Writing, not checked yet",), draft="<img src=x> The pier")
    shown = conversation((waiting,), ())
    assert '<li class="nc-now">Writing, not checked yet</li></ol><p class="nc-draft"' in shown
    assert "&lt;img src=x&gt; The pier" in shown


def test_what_a_model_wrote_and_cost_stands_under_the_answer() -> None:
    """Or why the articles' own sentences are shown."""
    told = Generation("openai:toy", fault="is busy (429)", kind="busy", usage=Usage(None, None, 3))
    answer = Answer("Who?", "Who?", abstained=False, generation=told)
    shown = conversation((Exchange("Who?", answer),), ())
    assert "openai:toy is busy (429); these are the articles&#x27; own sentences" in shown


def test_an_unsure_answer_says_so_on_the_page_and_to_a_screen_reader(toy: ModuleType) -> None:
    """Behind its sentences."""
    unsure = Exchange("Who?", replace(toy.thanked("Who?"), confidence=0.4))
    assert '</p><p class="nc-doubt">Unsure (confidence 40%)' in conversation((unsure,), ())
    assert told(unsure).endswith(
        " 2 citations. Unsure (confidence 40%): read the quotes before relying on this."
    )
