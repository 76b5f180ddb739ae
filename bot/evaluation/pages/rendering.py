"""Templates to HTML: the one place where what a report says is escaped.

Jinja2 escapes every value; before that, what neither HTML nor UTF-8 can hold is replaced. The
page's policy lets only its own script run, by digest, and nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from bot.evaluation.junit import clean


def rendered(template: str, **known: Any) -> str:
    """A whole page.

    Args:
        template: file name in this package.
        known: what it shows; texts are escaped, `Markup` stands as it is.
    """
    style, script = own("style.css"), own("questions.js")
    policy = (
        f"default-src 'none'; style-src {digest(style)}; style-src-attr 'unsafe-inline'; "
        f"script-src {digest(script)}; base-uri 'none'; form-action 'none'"
    )
    return (
        environment()
        .get_template(template)
        .render(policy=policy, style=Markup(style), script=Markup(script), **known)
    )


@cache
def environment() -> Environment:
    """Jinja2 as the reports use it: everything escaped, a misspelt name an error."""
    return Environment(
        loader=FunctionLoader(own),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=showable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def showable(value: Any) -> Any:
    """A text without what HTML cannot hold; anything else as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return clean(value).replace("\r", "\n")
    return value


def own(name: str) -> str:
    """The text of a file of this package: it goes into the page as it stands."""
    return (files("bot.evaluation.pages") / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """A text's digest as a content security policy names it."""
    found = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(found).decode()}'"
