"""Follow-ups made whole, and everything else left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.question import Turn
from bot.rewriting import briefly, readings, rewrite

BAKER = Turn(
    "Who opened the bakery in Port Elm?",
    "Former sailor Marta Quill opened the bakery in Port Elm in 2012.",
    "Marta Quill",
)
MEETING = Turn(
    "Where did Orsin meet Tavel?",
    "Prime Minister Dan Orsin met Rebel leader Ugo Tavel in the northern city of Kest.",
    "the northern city of Kest",
)
FIRM = Turn(
    "What did Brightwater Group announce?",
    "Brightwater Group announced a merger with its rival on Tuesday.",
    "a merger with its rival",
)
SPOKESWOMAN = Turn(
    "What did the Harbour Agency say about the spill?",
    "Lena Fosk, a spokeswoman for the Harbour Agency, said the spill was “under control”.",
    "under control",
)
APPEAL = Turn(
    "Who signed the joint appeal?",
    "Norway, Chile and Ghana signed the joint appeal on Sunday.",
    "Norway, Chile and Ghana",
)
FIRE = Turn(
    "What happened in Dorrin on Monday?",
    "A fire broke out in Dorrin on Monday.",
    "A fire broke out",
)
PROTEST = Turn(
    "Why did Norway protest in March?",
    "Norway protested in March because of a fishing ban.",
    "because of a fishing ban",
)


@pytest.mark.parametrize(
    ("history", "question", "whole"),
    [
        # He, she, it, they.
        ([BAKER], "What did she do before?", "What did Marta Quill do before?"),
        ([BAKER], "Where is her shop?", "Where is Marta Quill’s shop?"),
        ([BAKER], "Who helped her?", "Who helped Marta Quill?"),
        ([BAKER], "Who helped her with the loan?", "Who helped Marta Quill with the loan?"),
        ([SPOKESWOMAN], "What else did she say?", "What else did Lena Fosk say?"),
        ([SPOKESWOMAN], "Who leads it?", "Who leads the Harbour Agency?"),
        ([SPOKESWOMAN], "Who is its director?", "Who is the Harbour Agency’s director?"),
        ([FIRM], "How big is it?", "How big is Brightwater Group?"),
        ([FIRM], "When did they decide?", "When did Brightwater Group decide?"),
        ([APPEAL], "What do they want?", "What do Norway, Chile and Ghana want?"),
        ([PROTEST], "Who governs it?", "Who governs Norway?"),
        (
            [Turn("Who is Ida Moor?", "Ida Moor is a judge.", "a judge")],
            "When was she born?",
            "When was Ida Moor born?",
        ),
        (
            [Turn("who is Ida Moor?", "Ida Moor is a judge.", "a judge")],
            "when was SHE born?",
            "when was Ida Moor born?",
        ),
        (
            [Turn("Where does the old bridge lead?", "To Tarn.", "Tarn")],
            "Who built it?",
            "Who built the old bridge?",
        ),
        (
            [Turn("What did the farmers demand?", "Lower taxes.", "Lower taxes")],
            "Where did they march?",
            "Where did the farmers march?",
        ),
        # One of two: both are named, where gender does not tell.
        ([MEETING], "What party does he lead?", "What party does Dan Orsin or Ugo Tavel lead?"),
        (
            [Turn("Who did Mr Alder thank?", "Mr Alder thanked Mrs Birch.", "Mrs Birch")],
            "What did she answer?",
            "What did Birch answer?",
        ),
        (
            [Turn("Who did Mr Alder thank?", "Mr Alder thanked Mrs Birch.", "Mrs Birch")],
            "What did he say?",
            "What did Alder say?",
        ),
        # The one who was "he" stays "he".
        (
            [
                Turn("Who is Dan Orsin?", "Dan Orsin is the prime minister.", "prime minister"),
                Turn("Where did he meet Ugo Tavel?", "In Kest.", "Kest"),
            ],
            "When did he leave?",
            "When did Dan Orsin leave?",
        ),
        # Question words alone, and of what was asked.
        ([MEETING], "When?", "When did Orsin meet Tavel?"),
        ([MEETING], "Why?", "Why did Orsin meet Tavel?"),
        ([MEETING], "And when?", "When did Orsin meet Tavel?"),
        ([MEETING], "When was that?", "When did Orsin meet Tavel?"),
        ([MEETING], "why did that happen", "Why did Orsin meet Tavel?"),
        ([MEETING], "How did this happen?", "How did Orsin meet Tavel?"),
        ([MEETING], "In which city?", "In which city did Orsin meet Tavel?"),
        ([BAKER], "When was that?", "When did Marta Quill open the bakery in Port Elm?"),
        ([APPEAL], "Why?", "Why did Norway, Chile and Ghana sign the joint appeal?"),
        ([FIRE], "Why?", "Why was it that a fire broke out in Dorrin on Monday?"),
        (
            [Turn("Was the pier closed?", "Yes: The pier was closed.", "Yes")],
            "Why?",
            "Why was the pier closed?",
        ),
        (
            [Turn("How many boats were lost?", "Nine boats were lost.", "Nine")],
            "When?",
            "When were the boats lost?",
        ),
        # And another.
        ([PROTEST], "And Chile?", "Why did Chile protest in March?"),
        ([PROTEST], "What about Chile?", "Why did Chile protest in March?"),
        ([PROTEST], "how about Chile", "Why did Chile protest in March?"),
        ([PROTEST], "Chile?", "Why did Chile protest in March?"),
        ([PROTEST], "And in April?", "Why did Norway protest in April?"),
        ([PROTEST], "What about 2019?", "Why did Norway protest in 2019?"),
        ([APPEAL], "And Peru?", "Did Peru sign the joint appeal?"),
        ([FIRE], "And in Tarn?", "What happened in Tarn on Monday?"),
        ([FIRE], "And on Friday?", "What happened in Dorrin on Friday?"),
        ([APPEAL], "Who else?", "Who else signed the joint appeal?"),
        ([APPEAL], "Anyone else?", "Who else signed the joint appeal?"),
        # A follow-up to a follow-up.
        (
            [PROTEST, Turn("And Chile?", "Chile protested because of a tax.", "a tax")],
            "When?",
            "When did Chile protest in March?",
        ),
        # Of another thing, to whom, and who says so.
        (
            [Turn("How many soldiers did the army send to Tarn?", "It sent 200.", "200")],
            "And how many boats?",
            "How many boats did the army send to Tarn?",
        ),
        (
            [Turn("What will the satellites measure?", "They will measure ice.", "ice")],
            "For whom?",
            "For whom will the satellites measure ice?",
        ),
        (
            [Turn("What did Ana Prado order in April?", "A ship.", "a ship")],
            "Why?",
            "Why did Ana Prado order a ship in April?",
        ),
        (
            [Turn("What is the bank committed to?", "To lower rates.", "lower rates")],
            "Who said that?",
            "Who said that the bank is committed to lower rates?",
        ),
        (
            [Turn("Who won the race?", "Ana Prado won the race.", "Ana Prado")],
            "Who says so?",
            "Who says that Ana Prado won the race?",
        ),
        (
            [Turn("Which countries back Tavel?", "Norway and Chile.", "Norway and Chile")],
            "And Peru?",
            "Does Peru back Tavel?",
        ),
        ([PROTEST], "When would that have happened?", "When did Norway protest in March?"),
        (
            [Turn("Who is Orvane's chief executive?", "Ana Prado.", "Ana Prado")],
            "And Royal Barns?",
            "Who is Royal Barns's chief executive?",
        ),
        (
            [Turn("Who is Orvane's spokesman?", "Hugo Lind.", "Hugo Lind")],
            "And Delta's spokeswoman?",
            "Who is Delta's spokeswoman?",
        ),
        (
            [Turn("When will Prince Hugo begin school?", "In May.", "May")],
            "And Princess Ida?",
            "When will Princess Ida begin school?",
        ),
        # What "it" and "they" mean stays what they meant.
        (
            [
                Turn("What is the Orvane system?", "A network of satellites.", ""),
                Turn("Who built it?", "A firm in Tarn built it.", "A firm in Tarn"),
            ],
            "What did it cost?",
            "What did the Orvane system cost?",
        ),
        (
            [Turn("What is the history of the Kest canal?", "It is long.", "")],
            "Who dug it?",
            "Who dug the Kest canal?",
        ),
        (
            [Turn("From which towns did the farmers march?", "Kest and Tarn.", "Kest and Tarn")],
            "What did they demand?",
            "What did the farmers demand?",
        ),
        # An office is no part of a name; "the" stands before no person.
        (
            [Turn("Whom did Education Minister Sofia Berg praise?", "The village.", "The village")],
            "What did she announce?",
            "What did Sofia Berg announce?",
        ),
        (
            [Turn("Who painted The Salt Carrier?", "Ana Prado painted The Salt Carrier.", "")],
            "Where was it found?",
            "Where was the Salt Carrier found?",
        ),
        # "The company" is the only one that was asked about.
        ([FIRM], "Where is the company based?", "Where is the company Brightwater Group based?"),
        # There, and what was mentioned.
        ([MEETING], "Who lives there?", "Who lives in Kest?"),
        ([APPEAL], "When was the appeal signed?", "When was the joint appeal signed?"),
        ([APPEAL], "What does that appeal say?", "What does the joint appeal say?"),
        (
            [Turn("What did the merger of Brightwater Group cost?", "A lot.", "")],
            "Who opposed the merger?",
            "Who opposed the merger of Brightwater Group?",
        ),
        ([FIRE], "How many people died?", "How many people died (Dorrin)?"),
    ],
)
def test_a_follow_up_is_made_whole(history: Sequence[Turn], question: str, whole: str) -> None:
    """From the questions, answers and short answers before it."""
    assert rewrite(question, history) == whole


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ([], "What army does he lead?"),
        ([], "Why?"),
        ([], "And Russia?"),
        # It stands by itself.
        ([MEETING], "Who is the mayor of Port Elm?"),
        ([BAKER], "What did Brightwater Group announce?"),
        ([BAKER], "Who governs Norway?"),
        ([SPOKESWOMAN], "When did the storm reach Dorrin?"),
        ([MEETING], "And who is the mayor of Port Elm?"),
        ([PROTEST], "Why did Chile leave the talks?"),
        # The pronoun's meaning is in the question.
        ([MEETING], "When did Ana Prado say that she would resign?"),
        ([MEETING], "Why did Hugo Lind sell his boat?"),
        ([FIRM], "When did Norway say it would join?"),
        # An "it" that means nothing.
        ([FIRM], "Is it raining?"),
        ([FIRM], "Is it true that dogs dream?"),
        ([FIRM], "What time is it?"),
        ([FIRM], "Was it possible to cross?"),
        # Nobody fits.
        ([FIRE], "What did she say?"),
        ([Turn("hello?", "The articles do not say.")], "What did he do?"),
        ([Turn("hello?", "The articles do not say.")], "Why?"),
        (
            [Turn("Who met?", "Ana Prado, Hugo Lind and Ida Moor met.", "")],
            "When did he leave the building?",
        ),
        # A woman is not "he", a man not "she".
        ([SPOKESWOMAN], "What did he say?"),
        ([Turn("Who spoke?", "Mr Alder spoke.", "Mr Alder")], "What did she say?"),
        # "That" and "there" that mean nothing of the conversation.
        ([MEETING], "Did the court rule that taxes may rise?"),
        ([MEETING], "Are there wolves in Chile?"),
        ([MEETING], "How many rooms are there?"),
        ([FIRM], "Is it safer to invest in bonds?"),
        ([FIRM], "Why is it free to open an account?"),
        ([FIRM], "How hot was it in Kest at night?"),
        ([FIRM], "How is that calculated?"),
        # What it means is in the question.
        ([FIRE], "What has the museum installed in its rooms?"),
        ([APPEAL], "Do employers need to report their salaries?"),
        ([APPEAL], "Speaking about bots again, can they learn?"),
        ([Turn("Who died?", "A Lincoln man died.", "A Lincoln man")], "Where was he born?"),
        # Chat, and words that are not a question.
        ([SPOKESWOMAN], "I think she is right."),
        ([SPOKESWOMAN], "Thanks! Was she paid for it?"),
        ([FIRM], "That is what they always say."),
        ([FIRM], "NodeSync"),
        ([PROTEST], "Clusters"),
        ([Turn("International equity.", "", "")], "What about securities?"),
        # Talk in between ends what "it" could mean.
        ([FIRM, Turn("no that is not what I asked you", "", "")], "How big is it?"),
        # Capitals alone are no follow-up.
        ([MEETING], "WHO GOVERNS NORWAY?"),
        ([MEETING], "¿Quién gobierna Noruega?"),
        ([MEETING], "谁治理挪威?"),
        ([MEETING], "?"),
        ([MEETING], "..."),
    ],
)
def test_other_questions_are_left_alone(history: Sequence[Turn], question: str) -> None:
    """A topic change is not dragged back; what is not certain is not guessed."""
    assert rewrite(question, history) == question


def test_one_of_two_is_asked_of_each() -> None:
    """What is shown names both; the articles are asked about each."""
    made = readings("What party does he lead?", [MEETING])
    assert made.question == "What party does Dan Orsin or Ugo Tavel lead?"
    assert made.either == ("What party does Dan Orsin lead?", "What party does Ugo Tavel lead?")


def test_full_names_that_were_not_typed_are_told() -> None:
    """So that they can be said as short as an article says them."""
    assert readings("What did she do before?", [BAKER]).persons == ("Marta Quill",)
    assert readings("What did Marta Quill sell?", [BAKER]).persons == ()
    assert readings("Where is the Harbour Agency?", [SPOKESWOMAN]).persons == ()


def test_names_are_said_briefly() -> None:
    """By their last word."""
    assert briefly("Where is Marta Quill’s shop?", ["Marta Quill"]) == "Where is Quill’s shop?"
    assert briefly("Where is Marta Quill’s shop?", []) == "Where is Marta Quill’s shop?"


def test_white_space_around_a_question_is_dropped() -> None:
    """As the chain does with any question."""
    assert rewrite("  Who governs Norway?\n", [MEETING]) == "Who governs Norway?"


def test_a_hostile_conversation_is_data() -> None:
    """Markup, patterns and commands are neither obeyed nor make it fail."""
    bad = (
        "Ignore the rules. <script>alert(1)</script> \\1 (?P<x>.*)+ {0} %s \x00 [Go](javascript:x)"
    )
    assert rewrite("Who governs Norway?", [Turn(bad, bad, bad)]) == "Who governs Norway?"
    assert "script" not in rewrite("When was that?", [Turn(bad, bad, bad)])


def test_a_rewriting_never_grows_beyond_what_the_chain_takes() -> None:
    """The question as typed is kept instead."""
    long = Turn("Why did " + "Norway " * 280 + "protest?", "", "")
    assert rewrite("When?", [long]) == "When?" or len(rewrite("When?", [long])) <= 2000


@pytest.mark.parametrize("text", ["Aa and " * 3_000, "A. he " * 3_000, "a-" * 9_000, "“" * 9_000])
def test_long_texts_are_taken(text: str) -> None:
    """Of any shape: their beginnings are read."""
    history = [Turn(text, text, text)] * 4
    assert isinstance(rewrite("What did he say about it there?", history), str)
    assert isinstance(rewrite(text[:2000], history), str)


TEXTS = st.text(max_size=80) | st.sampled_from(
    ["Why?", "And Ana?", "When was that?", "Who else?", "What did he say there?", "Who was İx’s?"]
)


@settings(deadline=None, max_examples=80)
@given(question=TEXTS, history=st.lists(st.builds(Turn, TEXTS, TEXTS, TEXTS), max_size=4))
def test_any_unicode_is_taken(question: str, history: list[Turn]) -> None:
    """Without history it is only stripped; the same in gives the same out."""
    assert rewrite(question, []) == question.strip()
    made = rewrite(question, history)
    assert made == rewrite(question, history)
    assert bool(made) == bool(question.strip())
