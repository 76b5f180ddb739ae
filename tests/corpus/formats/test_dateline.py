import pytest

from corpus.formats.dateline import dateline


@pytest.mark.parametrize(
    ("text", "place", "publisher", "rest"),
    [
        ("TRIPOLI ( Halbeeg News) – UN chief", "Tripoli", "Halbeeg News", "UN chief"),
        ("LONDON (Reuters) - Oil rose", "London", "Reuters", "Oil rose"),
        ("PARIS, May 3 (AFP) — “We”", "Paris", "AFP", "“We”"),
        ("WASHINGTON — The", "Washington", None, "The"),
        ("WASHINGTON, D.C. — The", "Washington, D.C.", None, "The"),
        ("KYIV, Ukraine, Sept. 3 — 12 men", "Kyiv, Ukraine", None, "12 men"),
        ("ST. PETERSBURG, Russia (AP) -- He", "St. Petersburg, Russia", "AP", "He"),
        ("RIO DE JANEIRO (3 May) – He", "Rio de Janeiro", None, "He"),
        ("COX’S BAZAR — She", "Cox’s Bazar", None, "She"),
        ("BEIRUT/CAIRO (Reuters) - It", "Beirut/Cairo", "Reuters", "It"),
    ],
)
def test_a_dateline_is_understood(text: str, place: str, publisher: str, rest: str) -> None:
    """Place in ordinary case, publisher where one is named, and how long it is."""
    found = dateline(text)
    assert found is not None
    assert (found.place, found.publisher, text[found.length :]) == (place, publisher, rest)


@pytest.mark.parametrize(
    "text",
    [
        "NATO – the alliance – said so.",
        "NATO — The alliance said so.",
        "EXCLUSIVE — The mayor resigns.",
        "UN — The vote.",
        "I — he said.",
        "Guterres (UN) – He left.",
        "HELSINKI-The harbour",
        "NEW YORK-based Acme — A firm.",
        "TRIPOLI (Halbeeg News) UN chief",
        "TRIPOLI – ",
        "",
    ],
)
def test_prose_is_never_taken_for_one(text: str) -> None:
    """What is not surely a dateline is left alone."""
    assert dateline(text) is None


def test_a_line_of_capitals_is_no_trouble() -> None:
    """Only the first characters are looked at."""
    assert dateline("A-" * 1_000_000) is None
