from datetime import date

import pytest

from corpus.formats.draft import UnreadableError
from corpus.formats.plain import read

BODY = "The harbour of Norrvik was closed on Monday.\nNobody was hurt."


def test_a_first_line_before_a_blank_one_is_the_headline() -> None:
    """It is the title, and not in the text."""
    draft = read(f"Harbour closed\n\n{BODY}".encode())
    assert (draft.title, draft.text) == ("Harbour closed", BODY)


def test_a_first_sentence_is_no_headline() -> None:
    """A line that ends with a full stop stays in the text."""
    draft = read(b"The harbour is closed.\n\nNobody was hurt.\n")
    assert (draft.title, draft.text) == (
        "The harbour is closed.",
        "The harbour is closed.\nNobody was hurt.",
    )


def test_without_a_headline_the_title_is_cut_at_a_word() -> None:
    """At most 80 characters, the ellipsis among them."""
    title = read(b"The harbour of Norrvik, " * 9 + b"was closed.").title
    assert title.endswith("Norrvik, The…")
    assert len(title) <= 80


def test_one_endless_word_is_cut_too() -> None:
    """A title has an end even where words have none."""
    assert read(b"x" * 500).title == "x" * 79 + "…"


def test_details_under_the_headline_become_fields() -> None:
    """A date and a byline directly under it; elsewhere they are text."""
    draft = read(
        f"Harbour closed\n\nBy Ann Berg and Bo Moss\n2024-05-03\n\n{BODY}\n2024-05-04".encode()
    )
    assert (draft.published, draft.authors) == (date(2024, 5, 3), ("Ann Berg", "Bo Moss"))
    assert draft.text == f"{BODY}\n2024-05-04"


def test_without_a_headline_no_day_is_read() -> None:
    """So a weekday or a day in the text never becomes the article's."""
    assert read(b"2024-05-03\nThe harbour is closed.").published is None


def test_furniture_goes_only_as_whole_lines_at_the_ends() -> None:
    """A word of it in the middle of the text stays."""
    page = f"Advertisement\n{BODY}\nRead more\n{BODY}\n\nShare this:\nDiscussion about this post\n"
    assert read(page.encode()).text == f"{BODY}\nRead more\n{BODY}"


def test_hard_wrapped_lines_are_joined() -> None:
    """Paragraphs are then what stands between blank lines."""
    line = "the harbour of the old town of Norrvik and all the ships that lie in it since\n"
    draft = read(("It was " + line * 3 + "Monday.\n\nNobody was hurt.\n").encode())
    assert draft.text.split("\n")[1] == "Nobody was hurt."
    assert "since the harbour" in draft.text


def test_a_dateline_leaves_the_text() -> None:
    """The first sentence begins with its own first word."""
    draft = read(b"Harbour closed\n\nNORRVIK (Norr News) -- The harbour is closed.")
    assert (draft.place, draft.publisher) == ("Norrvik", "Norr News")
    assert draft.text == "The harbour is closed."


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf", b"***\n---", b"Share this"])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    """The reason is that it is empty."""
    with pytest.raises(UnreadableError, match="empty"):
        read(data)


def test_endless_furniture_and_details_are_no_trouble() -> None:
    """Many lines of either take no quadratic time."""
    data = b"Title\n\n" + b"2024-05-03\n" * 50_000 + b"Body.\n" + b"\n \nAdvertisement" * 100_000
    assert read(data).text.endswith("Body.")
