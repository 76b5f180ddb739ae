"""What "The two countries" and "The bloc" stand for, where one thing can be meant."""

import pytest

from bot.standing import stood
from corpus.article import Article

EMIRATES = "France and the United Arab Emirates (UAE)"
LED = "The plan was drawn up by France and the United Arab Emirates (UAE)."


def shown(text: str, last: str) -> str:
    """How the last sentence of a text is shown."""
    start = text.rindex(last)
    return stood(Article("a", "News", text), start, start + len(last))


@pytest.mark.parametrize(
    ("before", "sentence", "meant"),
    [
        (
            LED,
            "The two countries, along with Egypt, agreed.",
            "France and the United Arab Emirates (UAE)",
        ),
        (LED + "\n", "Both countries agreed.", EMIRATES),
        ("Chad, Niger and Mali met.", "The three nations agreed.", "Chad, Niger and Mali"),
        ("The European Union met.", "The bloc agreed.", "the European Union"),
        ("The EU met. The European Union waited.", "The bloc agreed.", "The European Union"),
        ("Norland’s Foreign Ministry met.", "The ministry agreed.", "Norland’s Foreign Ministry"),
        ("The Ministry of Defence met.", "The ministry agreed.", "the Ministry of Defence"),
        ("The Almo City Council met.", "The council agreed.", "the Almo City Council"),
    ],
)
def test_what_is_certain_is_told_in_brackets(before: str, sentence: str, meant: str) -> None:
    """In the article's words, right behind the words that stand for it."""
    opening = sentence.split(",")[0].removesuffix(" agreed.")
    rest = sentence[len(opening) :]
    text = f"{before} {sentence}"
    assert shown(text, sentence).lower() == f"{opening} [{meant}]{rest}".lower()


@pytest.mark.parametrize(
    ("before", "sentence", "shown_as"),
    [
        ("Maria Prado came.", "She left.", "She [Maria Prado] left."),
        ("Peter Ek said it is old.", "But he agreed.", "But he [Peter Ek] agreed."),
        ("Peter Ek came. He met the crew.", "He left.", "He [Peter Ek] left."),
        ("Peter Ek met Paul Roe.", "He left.", "He left."),
        ("Maria Prado came.", "He left.", "He left."),
        ("Peter Ek said Roe called him.", "He left.", "He left."),
        ("Peter Ek of Ana left.", "He came back.", "He [Peter Ek] came back."),
        ("Peter Ek came.", "He, Ek, left.", "He, Ek, left."),
        ("Peter Ek said: “The crew came.", "He left.”", "He left.”"),
    ],
)
def test_a_person_is_named_where_one_only_can_be_meant(
    before: str, sentence: str, shown_as: str
) -> None:
    """Not where two can be, nor within a quotation, whose speaker may mean anybody."""
    assert shown(f"{before} {sentence}", sentence) == shown_as


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("France, Italy and Egypt met.", "The two countries agreed."),
        ("France and Italy met Egypt.", "The two countries agreed."),
        ("France met Italy.", "The two countries agreed."),
        ("France and Italian towns met.", "The two countries agreed."),
        ("France and Italy met. It rained.", "The two countries agreed."),
        ("France and Guinea Airlines met.", "The two countries agreed."),
        ("", "The two countries agreed."),
        ("The European Union met the African Union.", "The bloc agreed."),
        ("The Supreme Court sat. A court in Almo waited.", "The court agreed."),
        ("The Foreign Ministry met the Interior Ministry.", "The ministry agreed."),
        ("The Almo City Council met.", "The council of elders agreed."),
        ("The Almo City Council met.", "The council’s head agreed."),
        ("The Almo City Council met.", "A council agreed."),
        ("The mayor met.", "The council agreed."),
        ("The Almo City Council met the village council.", "The council agreed."),
    ],
)
def test_what_is_not_certain_stays_as_it_is(before: str, sentence: str) -> None:
    """Two that fit, none that fits, or another one without a name."""
    assert shown(f"{before} {sentence}".strip(), sentence) == sentence
