"""Yes and No are said only where a sentence decides."""

import pytest

from bot.verdict import ASKS, verdict

DECIDED = [
    ("Did Prado visit the dam?", "Ines Prado visited the old dam on Friday.", ""),
    ("Did Prado visit the dam?", "Ines Prado visited the dam on Friday.", "Yes"),
    ("Did Prado visit the dam?", "On Friday, the engineer Ines Prado visited the dam.", ""),
    ("Did Prado visit the dam?", "Prado, an engineer from Lisbon, visited the dam.", "Yes"),
    ("Did Prado visit the dam?", "Prado quickly visited the dam.", "Yes"),
    ("Did the ministry close the port?", "The ministry did not close the port.", "No"),
    ("Did the ministry close the port?", "The ministry never closed the port.", "No"),
    ("Did Prado deny a leak?", "Prado denied a leak.", "Yes"),
    ("Is Salvo the mayor of Brindle?", "Salvo is the mayor of Brindle.", "Yes"),
    ("Is Salvo Brindle's mayor?", "Rita Salvo, Brindle’s mayor, opened the fair.", "Yes"),
    ("Is Prado a Danish engineer?", "Danish engineer Dr Ines Prado opened the fair.", "Yes"),
    ("Was the bridge closed by the army?", "The bridge was closed by the army.", "Yes"),
    ("Will Prado resign?", "Prado will resign.", "Yes"),
    ("Did Prado visit the dam?", "Prado made a visit to the dam.", "Yes"),
    ("Did Prado visit the dam?", "Prado paid no visit to the dam.", "No"),
]

TRAPS = [
    ("Does Rome support the plan?", "Rome, an aide said, denied any support for the plan."),
    ("Did the port close?", "The port may close."),
    ("Does Prado control the port?", "The port that Prado wants is controlled by others."),
    ("Did Prado visit the dam?", "Prado urged Rossi to visit the dam."),
    ("Did Prado visit the dam?", "Prado refused to visit the dam."),
    ("Did Prado visit the dam?", "Friends of Prado visited the dam."),
    ("Did Prado visit the dam?", "Aides to President Prado visited the dam."),
    ("Did Prado visit the dam?", "The man who met Prado visited the dam."),
    ("Did Prado visit the dam?", "Prado Rossi visited the dam."),
    ("Did Prado visit the dam?", "Prado visited the dam, Rossi alleged."),
    ("Did Prado visit the dam?", "Rossi claimed that Prado visited the dam."),
    ("Did Prado visit the dam?", "Rossi denied that Prado visited the dam."),
    ("Did Prado visit the dam?", "Nobody but Prado visited the dam."),
    ("Did Prado visit the dam?", "Prado will visit the dam."),
    ("Did Prado visit the dam?", "Prado visited the dam's museum."),
    ("Did Prado visit the dam?", "Prado visited the dam-side museum."),
    ("Did Prado visit the dam?", "Has Prado visited the dam?"),
    ("Did Prado visit the dam?", "If Prado visited the dam, nobody saw it."),
    ("Did Prado visit the dam?", "Prado did not only visit the dam."),
    ("Did Prado visit the dam?", "Prado was expected to visit the dam."),
    ("Did Prado visit the dam?", "Prado nearly visited the dam."),
    ("Did Rossi hit Prado?", "Rossi was hit by Prado."),
    ("Was Rossi hit by Prado?", "Rossi hit Prado."),
    ("Did Prado not visit the dam?", "Prado visited the dam."),
    ("Is Salvo the mayor of Brindle?", "Salvo, the mayor of Brindle's brother, smiled."),
    ("Is Salvo the mayor of Brindle?", "Salvo, the former mayor of Brindle, smiled."),
    ("Is Prado a Danish engineer?", "Prado shot a Danish engineer."),
    ("Is Prado a Danish engineer?", "Prado, Danish engineer Holm and others met."),
    ("Is Prado a Danish engineer?", "The Danish engineer Holm met Prado."),
    ("Is Prado a Danish engineer?", "Danish engineer Prado's brother smiled."),
    ("Will Prado resign?", "Prado resigned."),
    ("Did Prado resign?", "Prado can resign."),
    ("Does Rome support the plan?", "Rome took back its support for the plan."),
    ("Does the bridge hold?", "The bridge was once held."),
    ("Did Prado visit the mayor's?", "Prado visited the mayor's office."),
    ("Did Prado visit the dam?", "Prado’s visit to the dam began a quarrel."),
    ("Did Prado visit the dam?", "Prado visited the dam in a trip that was postponed twice."),
    ("Did Prado meet Rossi?", "Prado meeting with Rossi pushed back to July."),
]


@pytest.mark.parametrize(("question", "sentence", "said"), DECIDED)
def test_the_verdict(question: str, sentence: str, said: str) -> None:
    """The question's words in its order and next to each other: yes; denied among them: no."""
    assert verdict(question, sentence) == said


@pytest.mark.parametrize(("question", "sentence"), TRAPS)
def test_what_decides_nothing(question: str, sentence: str) -> None:
    """Weakened, disputed, of another time, another deed, or somebody else's."""
    assert verdict(question, sentence) == ""


@pytest.mark.parametrize("question", ["Is it true?", "Did she go?", "And was Ana there?"])
def test_yes_no_questions_are_known(question: str) -> None:
    """By the verb that they begin with."""
    assert ASKS.match(question)


@pytest.mark.parametrize("question", ["Who did it?", "Island of which state?", "When was it?"])
def test_other_questions_are_not(question: str) -> None:
    """Whatever they begin with."""
    assert not ASKS.match(question)
