"""A yes/no question is answered by the sentence that holds its words."""

from bot.words import terms
from bot.yesno import coverage


def test_a_missing_name_covers_nothing() -> None:
    """Another person's deed answers nothing about this one."""
    asked = terms("Did Rossi visit the dam")
    assert coverage(asked, terms(" Prado visited the dam")) == 0.0
