from datetime import date

import pytest

from corpus.formats.dates import read_date


@pytest.mark.parametrize(
    "line",
    [
        "2024-05-03",
        " 2024-05-03T10:00:00Z ",
        "2024-05-03 10:00:00 +0200",
        "Published: 2024-05-03",
        "Published: May 3, 2024",
        "Published on 3 May 2024, 10:15 GMT",
        "Date: Mai 3, 2024",
    ],
)
def test_a_stated_day_is_read(line: str) -> None:
    """By itself in figures, or with a label in words."""
    assert read_date(line) == (None if "Mai" in line else date(2024, 5, 3))


@pytest.mark.parametrize(
    "line",
    ["", "Friday", "May 3, 2024", "03/05/2024", "2024-13-40", "2024-05-03 was a Friday.", "Date:"],
)
def test_nothing_is_guessed(line: str) -> None:
    """A day without a label, an ambiguous one, an impossible one, prose: none."""
    assert read_date(line) is None
