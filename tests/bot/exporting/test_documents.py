"""Answers as text and Markdown: what they look like, and that no text becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace

import cmarkgfm
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from bot.exporting import as_markdown, as_text, quote_with_source
from bot.exporting.documents import escaped, flat
from bot.generation import Generation

HOSTILE = (
    '<img src=x onerror="hacked()">',
    "![pixel](http://elsewhere.invalid/p.png)",
    "[link](javascript:hacked()) [ref]: http://elsewhere.invalid",
    "http://elsewhere.invalid www.elsewhere.invalid a@elsewhere.invalid mailto:a@b.invalid",
    "xmpp:foo@bar.invalid/txt ftp://elsewhere.invalid elsewhere.invalid/x?y=1",
    "<http://elsewhere.invalid> <script>hacked()</script> &lt;b&gt; &#60;i&#62;",
    "# heading",
    "1. list\n2) list\n- list\n+ list\n* list\n12345. list",
    "> quote\n    code\n```\ncode\n```\n~~~\ncode",
    "===\n---\n***\n| a | b |\n| - | - |\n:-:",
    "**bold** _it_ ~~gone~~ `code` $x^2$ ==mark== a^b^ a~b~",
    "[^1] [^1]: note [ ] [x] term\n: definition {.class} {{ jinja }} {% raw %}",
    "`@a` a`@`b ``@`` @everyone #123 \\@ \\\\ \\",
    "<!-- --> <!DOCTYPE x> <?php ?> <![CDATA[x]]> </p></blockquote>",
    "% title\n%author",
    "line\\\nnext  \nlast",
)
TEXTS = st.text(
    st.one_of(st.sampled_from(list("<>[]()!*_`~#+-.:@&;\\/|={}$^%\"'\n\t 1aw")), st.characters()),
    max_size=60,
)
OWN = {"body", "div", "h1", "h2", "p", "blockquote", "strong", "code"}


def rendered(markdown: str, how: str) -> html.HtmlElement:
    """The page that a renderer makes of a document."""
    if how == "github":
        made = cmarkgfm.github_flavored_markdown_to_html(markdown)
    else:
        made = MarkdownIt("gfm-like", {"html": True, "linkify": True, "typographer": False})
        made = made.render(markdown)
    return html.document_fromstring(f"<body><div>{made}</div></body>").body


def squeezed(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


def test_an_answer_as_text_has_its_numbered_quotes(answered):
    """Question, short answer, sentences, then each quote after its source."""
    assert as_text([answered]) == (
        "Who called the pier sound?\n\n"
        "Ilse Roth\n\n"
        "“The pier is sound,” said Ilse Roth. [1]\n\n"
        "The ferry to Lonna sailed again on Monday. [2]\n\n"
        "[1] Ilse Roth, in: Ferry to Lonna resumes. Harbour Post, 2021-03-01 "
        f"(article {answered.citations[0].article_id}, characters 43 to 79)\n\n"
        "    “The pier is sound,” said Ilse Roth.\n\n"
        "[2] Ferry to Lonna resumes. Harbour Post, 2021-03-01 "
        f"(article {answered.citations[0].article_id}, characters 0 to 42)\n\n"
        "    The ferry to Lonna sailed again on Monday.\n"
    )


def test_a_conversation_says_where_nothing_was_found_and_how_it_was_understood(answered, declined):
    """Under one heading, oldest first."""
    text = as_text([answered, declined])
    assert text.startswith("Answers from news articles\n\nWho called")
    assert text.endswith("And he?\n\nUnderstood as: And Ilse Roth?\n\nThe articles do not say.\n")


def test_what_a_language_model_wrote_is_said_to_be(answered):
    """In both forms, under its sentences."""
    told = replace(answered, generation=Generation("ollama:llama3.2", written=2))
    assert "\n\nWritten by ollama:llama3.2: 2 sentences" in as_text([told])
    assert "\n\nWritten by ollama\\:llama3\\.2: 2 sentences" in as_markdown([told])


def test_an_unsure_answer_says_so(answered):
    """In both forms, under its sentences."""
    unsure = replace(answered, confidence=0.4)
    assert "\n\nUnsure (confidence 40%)" in as_text([unsure])
    assert "\n\nUnsure (confidence 40%)" in as_markdown([unsure])


def test_a_quote_is_copied_with_its_source(answered):
    """In two lines."""
    quote, source = quote_with_source(answered.citations[0]).split("\n")
    assert quote == "““The pier is sound,” said Ilse Roth.”"
    assert source.startswith("— Ilse Roth, in: Ferry to Lonna resumes. Harbour Post, 2021-03-01 (")


def test_markdown_has_headings_and_quotes_of_our_own(answered):
    """And what is escaped reads as it was."""
    page = rendered(as_markdown([answered]), "github")
    assert page.findtext(".//h2") == "Who called the pier sound?"
    assert page.findtext(".//strong") == "Ilse Roth"
    assert [one.text_content().strip() for one in page.findall(".//blockquote")] == [
        "“The pier is sound,” said Ilse Roth.",
        "The ferry to Lonna sailed again on Monday.",
    ]
    assert "said Ilse Roth. [1]" in page.text_content()


@pytest.mark.parametrize("how", ["github", "markdown-it"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup_or_a_link(about, text, how):
    """As question, sentence, quote, title, publisher and speaker, in two renderers."""
    page = rendered(as_markdown([about(text)] * 2), how)
    elements = [one for one in page.iter() if isinstance(one.tag, str)]
    assert {one.tag for one in elements} <= OWN
    assert [dict(one.attrib) for one in elements if one.attrib] == []
    assert len(list(page.iter())) == len(elements)
    assert squeezed(page.text_content()).count(squeezed(text)) >= 10


@pytest.mark.parametrize("how", ["github", "markdown-it"])
@given(text=TEXTS)
@example(text="a@b")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_line_reads_as_it_is(how, text):
    """In a paragraph, a heading, bold, and a quote."""
    shown = flat(text)
    for frame in ("%s\n", "## %s\n", "x **%s** x\n", "> %s\n"):
        page = rendered(frame % escaped(shown), how)
        tags = {one.tag for one in page.iter()}
        assert tags <= OWN
        if "**" not in frame:
            assert squeezed(page.text_content()) == squeezed(shown)


def test_control_characters_are_spelled_out(about):
    """None reaches a terminal or an editor."""
    for made in (as_text, as_markdown):
        text = made([about("red \x1b[31m \u202eback \x00 \ud800 end")])
        assert not re.search("[\x00\x1b\u202e\ud800]", text)
        text.encode()
    assert r"\x1b[31m \u202eback \x00" in as_text([about("red \x1b[31m \u202eback \x00 end")])
