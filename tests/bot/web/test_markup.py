from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.web.markup import UNSHOWN, element, escaped, strung


class Parsed(HTMLParser):
    """What a browser would make of a fragment: its elements, and its text."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


def shown(text: str) -> str:
    """The text as HTML can carry it."""
    return UNSHOWN.sub("\ufffd", text)


@given(st.text() | st.from_regex(r"<[a-z]+ on\w+=['\"]?.*>", fullmatch=True))
def test_any_text_comes_out_as_that_text_and_nothing_else(text: str) -> None:
    """Any text comes out as that text and nothing else."""
    parsed = Parsed(f"<p>{escaped(text)}</p>")

    assert parsed.tags == [("p", {})]
    assert parsed.text == shown(text)


@given(st.text())
def test_any_text_is_held_by_an_attribute(text: str) -> None:
    """Any text is held by an attribute."""
    assert Parsed(element("i", data_x=text)).tags == [("i", {"data-x": shown(text)})]


@given(st.text(), st.lists(st.tuples(st.integers(-5, 20), st.integers(-5, 20))))
def test_marking_stretches_changes_no_text(text: str, stretches: list[tuple[int, int]]) -> None:
    """Marking stretches changes no text."""
    assert Parsed(strung(text, stretches, "b")).text == shown(text)


def test_stretches_are_marked_where_they_stand() -> None:
    """Stretches are marked where they stand."""
    assert strung("a <b> c", [(2, 5)], "mark") == "a <mark>&lt;b&gt;</mark> c"


def test_attributes_without_value_are_there_or_not() -> None:
    """Attributes without value are there or not."""
    assert element("p", "x", hidden=True, lang=False, class_="y") == '<p hidden class="y">x</p>'
