"""Spans as a reader would cut them out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spans import is_mark, tidied

CASES = [
    ("Who?", "the Almo Ferry Board (AFB) said", "Almo Ferry Board (AFB", "Almo Ferry Board (AFB)"),
    ("Who?", "the Almo Ferry Board (AFB, for short) said", "Ferry Board (AFB", "Ferry Board"),
    ("What?", "a “grave mistake” was made", "“grave mistake", "“grave mistake”"),
    ("What?", "a “grave mistake in every way” was made", "“grave mistake", "grave mistake"),
    ("What?", "a grave mistake” was made", "grave mistake”", "grave mistake"),
    ("Who?", "Ana Prado, who won", "Ana Prado,", "Ana Prado"),
    ("How many died?", "killing at least 20 people", "20", "at least 20"),
    ("How many died?", "killing at least 20 people", "20 people", "at least 20 people"),
    ("How much was it?", "it cost about $3.5 million then", "3.5", "about $3.5 million"),
    ("How much rose it?", "it rose by nearly 4% then", "4", "nearly 4%"),
    ("Which room?", "he was in about 20 rooms", "20", "20"),
    ("How many?", "more than a few", "a few", "a few"),
    ("How many died?", "At least five people died", "five", "At least five"),
    ("How much was it?", "about half a million", "half a million", "about half a million"),
    ("How many?", "over 3 rounds, 5 fell", "5", "5"),
    ("What?", "(a)", "(a)", "(a)"),
    (
        "When?",
        "between the vote and the count",
        "vote and the count",
        "between the vote and the count",
    ),
    ("Who?", "talks between Ek and Holm", "Ek", "Ek"),
    ("Where is it?", "a house in Almo, Texas, that fell", "Almo", "Almo, Texas"),
    ("Where is it?", "a house in Almo, N.H., that fell", "in Almo", "in Almo, N.H."),
    ("Where is it?", "a house in Almo, Italy.", "Almo", "Almo, Italy"),
    ("Where is it?", "a house in Almo, Italy, France and Spain", "Almo", "Almo"),
    ("Where is it?", "in Almo, Texas and Utah", "Almo", "Almo"),
    ("Where is it?", "in Italy, France", "Italy", "Italy"),
    ("Where is it?", "in the hills, Texas", "hills", "hills"),
    ("Where is it?", "in Almo, Texas Instruments said", "Almo", "Almo"),
    ("Where is it?", "in Almo, Ek said", "Almo", "Almo"),
    ("Where in Texas is it?", "in Almo, Texas.", "Almo", "Almo"),
    ("Where is it, if in Texas?", "in Almo, Texas.", "Almo", "Almo"),
    ("In which city is it?", "in Almo, Texas.", "Almo", "Almo"),
    ("Where is it?", "in Almo, Texas on Monday", "Almo", "Almo, Texas"),
    ("A man sat down. Where is it?", "in Almo, Oman.", "Almo", "Almo, Oman"),
    ("Where is the woman?", "in Almo, Oman.", "Almo", "Almo, Oman"),
    ("Where did they meet?", "after talks in Almo, Russia said that", "Almo", "Almo"),
    ("Where did they meet?", "met in Almo, US diplomats said", "Almo", "Almo"),
    ("Where did he go?", "went to Africa, Mali.", "Africa", "Africa"),
    ("Where was it?", "in Colorado, Monaco.", "Colorado", "Colorado"),
    ("Who ran where it was?", "Ek Holm, Jamaica, won", "Ek Holm", "Ek Holm"),
    ("Who?", "OSLO - Ek Motors said", "OSLO - Ek Motors", "Ek Motors"),
    ("What?", "What is new:\n1. The harbour", "1. The harbour", "The harbour"),
    ("Who?", "New Almo (CNN) Ek Motors said", "(CNN) Ek Motors", "Ek Motors"),
    ("Where?", "New Almo (CNN) Ek Motors said", "New Almo", "New Almo"),
    ("Who?", "met on Friday. Ana Prado/AP Ben Holm left", "Ana Prado/AP Ben Holm", "Ben Holm"),
    (
        "Who?",
        "Lu de Ek/AFP/Getty Images Ben Holm",
        "Lu de Ek/AFP/Getty Images Ben Holm",
        "Ben Holm",
    ),
    ("When?", "on Friday. Ana Prado/Reuters", "Friday. Ana Prado/Reuters", "Friday."),
    ("Which?", "the Ana Prado/CNN bridge", "Ana Prado/CNN bridge", "bridge"),
    ("Which?", "the yes/no vote and AC/DC played", "yes/no vote", "yes/no vote"),
    ("Which?", "a Ferry Board/Almo poll said", "Ferry Board/Almo poll", "Ferry Board/Almo poll"),
    (
        "Who is Ana Prado?",
        "Ana Prado, an aide to the mayor, said",
        "an aide",
        "an aide to the mayor",
    ),
    ("Who is Ben Holm?", "Ana Prado, an aide to the mayor, said", "an aide", "an aide"),
    ("Who is Ana Prado?", "Ana Prado, an aide to the mayor", "an aide", "an aide"),
    ("Who is Prado?", "The judge Ana Prado said", "judge Ana", "judge Ana Prado"),
]


@pytest.mark.parametrize(("question", "text", "found", "shown"), CASES)
def test_a_span_is_tidied(question: str, text: str, found: str, shown: str) -> None:
    """Brackets are closed or left out, amounts keep what qualifies them."""
    start = text.index(found)
    first, last = tidied(text, start, start + len(found), question)
    assert text[first:last] == shown


@given(st.text(alphabet="a1 ,()“”$%[]", min_size=1, max_size=30), st.data())
def test_what_is_shown_is_a_stretch_of_the_text(text: str, data: st.DataObject) -> None:
    """Never empty, never outside, and it touches what was found."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = tidied(text, start, end, "How many?")
    assert 0 <= first < last <= len(text)
    assert first < end
    assert last > start


def test_an_agency_in_a_dateline_is_told_from_one_that_is_spoken_of() -> None:
    """Only the first is a mark and no answer."""
    text = "Almo (CNN) The port was bought.\nThe buyer is Reuters (AP)."
    marks = [m for m in ("CNN", "(CNN)", "Almo", "Reuters", "AP") if is_mark(text, *at(text, m))]
    assert marks == ["CNN", "(CNN)"]


def at(text: str, part: str) -> tuple[int, int]:
    """Where a part of a text stands first."""
    return text.index(part), text.index(part) + len(part)
