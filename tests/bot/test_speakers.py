"""Whether a speaker is who a question asks about."""

from __future__ import annotations

import pytest

from bot.speakers import called, is_of, is_theirs


@pytest.mark.parametrize(
    ("who", "speaker", "same"),
    [
        ("Ines Prado", "Mayor Prado", True),
        ("Ines Prado", "Jo Ek", False),
        ("Beto O'Hara", "O’Hara", True),
        ("the EU", "The European Union", True),
        ("the European Union", "the EU", True),
        ("the EU", "The East Riding", False),
        ("Bo Jensen", "Bill Jones", False),
        ("Jill Prado", "President Joe Prado", False),
        ("Jill Prado", "President Prado", True),
        ("Joe Prado", "Joseph Prado", True),
        ("President Joe Prado", "Joe Prado", True),
        ("President Prado", "Joe Prado", True),
        ("Prado", "Prado’s supporters", False),
        ("Prado", "Prado’s time", False),
        ("Kari Jean-Prado", "Minister Mathias Prado", False),
        ("Kari Jean-Prado", "Jean-Prado", True),
        ("Almod Prado", "Joe Prado", False),
        ("Almo Airlines", "Greek carrier Bodo Airlines", False),
        ("Almo Airlines", "the carrier Almo Airlines", True),
        ("the Almo Police Department", "The Bodo Police Department", False),
        ("the Almo Police Department", "the department", True),
        ("the Almo Reserve", "Almo Reserve Chair Joe Prado", True),
        ("Senator Prado", "Joe Prado", True),
        ("Theresa May", "the sheriff", False),
        ("Theresa May", "Prime Minister May", True),
        ("Norway", "Norway’s ministry of defense", True),
        ("South Korea", "North Korea’s ministry", False),
        ("NASA", "NASA’s Ida Quist", True),
        ("Kohl's", "a Kohl’s spokesperson", True),
        ("Prado", "a longtime critic of Prado", False),
        ("Prado's widow", "Prado’s widow", True),
        ("the town council", "the council of the town", True),
        ("the town council", "the council", False),
    ],
)
def test_a_name_is_told_from_those_around_it(who: str, speaker: str, same: bool) -> None:
    """Last names, acronyms, and every word of a description."""
    assert is_of(who, speaker) is same


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("former president Joe Prado", "Joe Prado"),
        ("investor Ida Quist of Almo Capital", "Ida Quist"),
        ("the Ek family's lawyer Ida Quist", "Ida Quist"),
        ("Prime Minister Joe Prado of Almo", "Prime Minister Joe Prado"),
        ("Joe Prado, the mayor of Almo", "Joe Prado"),
        ("Mayor Prado", "Mayor Prado"),
        ("the EU", "the EU"),
        ("Bank of Almo", "Bank of Almo"),
        ("the lawyer of Ida Quist", "the lawyer of Ida Quist"),
        ("those opposing Ida Quist", "those opposing Ida Quist"),
        ("the man who beat Joe Prado", "the man who beat Joe Prado"),
        ("Joe Prado and Ida Quist", "Joe Prado and Ida Quist"),
        ("ordinary Russians", "ordinary Russians"),
        ("harbour director Quist", "Quist"),
        ("people across Norway", "people across Norway"),
        ("mayor Ida de Quist", "Ida de Quist"),
        ("Ida al-Quist", "Ida al-Quist"),
        ("eBay", "eBay"),
    ],
)
def test_a_name_is_told_from_what_describes_it(who: str, name: str) -> None:
    """But not from what makes it another's."""
    assert called(who) == name


@pytest.mark.parametrize(
    ("who", "sentence", "theirs"),
    [
        ("the Port Authority", "Ida Quist, a spokeswoman for the Port Authority, said it.", True),
        ("NASA", "It flies, said Ida Quist, NASA associate administrator for flight.", True),
        ("NASA", "It flies, said Ida Quist, a former NASA administrator.", False),
        ("the Port Authority", "Ida Quist, a critic of the Port Authority, said it.", False),
        ("President Ek", "Ida Quist, a spokeswoman for President Ek, said it.", False),
        ("Ida Quist", "Ida Quist, a spokeswoman for the Port Authority, said it.", True),
        ("Rolf Ek", "Ida Quist, Rolf Ek’s spokeswoman, said it.", False),
        ("the Port Authority", "Ida Quist said the Port Authority closed.", False),
    ],
)
def test_a_spokeswoman_says_what_her_body_says(who: str, sentence: str, theirs: bool) -> None:
    """But nobody says what a person says."""
    assert is_theirs(who, "Ida Quist", sentence, sentence) is theirs


def test_a_description_is_of_the_name_behind_it() -> None:
    """Where that is all that stands between the commas."""
    sentence = "Its chief executive, Ida Quist, said the port is shut."
    assert is_theirs("Ida Quist", "Its chief executive", sentence, sentence)
    assert not is_theirs("Rolf Ek", "Its chief executive", sentence, sentence)


@pytest.mark.parametrize(
    ("who", "text", "meant"),
    [
        ("Jill Prado", "Joe Prado came. Prado said the port is shut.", False),
        ("Jill Prado", "Jill Prado came. Prado said the port is shut.", True),
        ("Jill Prado", "Joe Prado came. Jill Prado left. Joe Prado stayed.", False),
        ("Jill Prado", "Prado said the port is shut.", True),
        ("Prado", "Joe Prado came. Prado said the port is shut.", True),
        ("Joseph Prado", "Joe R. Prado came. Prado said the port is shut.", True),
    ],
)
def test_a_last_name_is_that_of_the_one_the_article_speaks_of(
    who: str, text: str, meant: bool
) -> None:
    """Of two who have it, the one that it names oftener."""
    assert is_theirs(who, "Prado", text, text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Joe Prado met Jill Prado.", False),
        ("Jill Prado met Joe Prado.", True),
        ("Joe Prado met Jill Prado. Jill Prado left.", True),
        ("Prado said it.", True),
    ],
)
def test_a_last_name_is_whose_the_article_has_oftener_or_first(text: str, meant: bool) -> None:
    """Of a family."""
    assert is_theirs("Jill Prado", "Prado", "Prado said it.", text) is meant


def test_who_is_named_in_full_needs_no_more() -> None:
    """Whoever else of the family an article names first."""
    assert is_theirs("Jill Prado", "Jill Prado", "Jill Prado said it.", "Joe Prado met Jill Prado.")


def test_the_airline_is_the_one_that_the_article_names() -> None:
    """Where it is called by no name."""
    for text, theirs in (("Almo Airlines flies.", True), ("Bodo Airlines flies.", False)):
        assert is_theirs("Almo Airlines", "the airlines", "the airlines said it.", text) is theirs
