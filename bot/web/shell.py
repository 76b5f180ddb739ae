"""What stays as it is on the page: the parts whose lists and numbers are filled in later."""

from __future__ import annotations

import json

from bot.feedback import REASONS
from bot.web import texts
from bot.web.conversation import act
from bot.web.markup import control, element, escaped
from corpus.formats import MODULES


def side() -> str:
    """The column itself, whose lists are filled in once the page is there."""
    return element(
        "div",
        conversations_part(),
        library_part(),
        class_="nc-side",
        data_texts=json.dumps(texts.FOR_SCRIPTS),
    )


def conversations_part() -> str:
    """New conversation, search, and the list."""
    new = element("button", escaped(texts.NEW), type_="button", class_="nc-new", data_new="")
    search = control(
        "input",
        type_="search",
        id_="nc-find",
        placeholder=texts.FIND,
        aria_label=texts.FIND,
        autocomplete="off",
    )
    return element(
        "section",
        new,
        element("h2", escaped(texts.CONVERSATIONS)),
        search,
        element("div", id_="nc-chats"),
        aria_label=texts.CONVERSATIONS,
        class_="nc-part",
    )


def library_part() -> str:
    """What there is to ask: adding, filtering, and the list."""
    heading = element(
        "div",
        element("h2", escaped(texts.LIBRARY)),
        element(
            "button",
            escaped(texts.ADD),
            type_="button",
            class_="nc-act",
            data_adding="",
            aria_expanded="false",
            aria_controls="nc-add",
        ),
        class_="nc-row",
    )
    return element(
        "section",
        heading,
        adding_part(),
        element("div", id_="nc-report", role="status"),
        filters(),
        element("div", id_="nc-books"),
        aria_label=texts.LIBRARY,
        class_="nc-part nc-shelf",
    )


def adding_part() -> str:
    """Where files are dropped, and texts or addresses pasted."""
    files = control(
        "input", type_="file", multiple=True, id_="nc-files", accept=",".join(sorted(MODULES))
    )
    drop = element("label", files, element("span", escaped(texts.DROP)), class_="nc-drop")
    paste = element(
        "textarea", id_="nc-paste", rows="3", aria_label=texts.PASTE, placeholder=texts.PASTE
    )
    add = element("button", escaped(texts.ADD_THIS), type_="button", class_="nc-act", data_add="")
    return element("div", drop, paste, add, id_="nc-add", hidden=True)


def filters() -> str:
    """Filter and sort, and asking only what is seen."""
    words = field("search", "nc-words", texts.FILTER)
    publisher = labelled(texts.PUBLISHER, element("select", id_="nc-publisher"))
    days = labelled(texts.FROM, field("date", "nc-first", "")) + labelled(
        texts.TO, field("date", "nc-last", "")
    )
    options = (
        element("option", escaped(label), value=order) for order, label in texts.ORDERS.items()
    )
    order = labelled(texts.SORT, element("select", *options, id_="nc-order"))
    only = control("input", type_="checkbox", id_="nc-only")
    narrowed = element("label", only, " ", escaped(texts.ASK_SEEN), class_="nc-check")
    inside = element("div", publisher, days, order, narrowed, class_="nc-filters")
    return words + element("details", element("summary", escaped(texts.FILTERS)), inside)


def field(kind: str, name: str, hint: str) -> str:
    """An input; a hint, where there is one, is its name too."""
    named = {"placeholder": hint, "aria_label": hint} if hint else {}
    return control("input", type_=kind, id_=name, autocomplete="off", **named)


def labelled(label: str, control: str) -> str:
    """A control with its label."""
    return element("label", element("span", escaped(label)), control, class_="nc-field")


def views() -> str:
    """Where there is room for one column only: which one it is."""
    buttons = (
        element(
            "button",
            escaped(label),
            type_="button",
            data_view=name,
            aria_pressed="true" if name == "chat" else "false",
        )
        for name, label in texts.VIEWS.items()
    )
    return element("nav", *buttons, class_="nc-views", aria_label=texts.VIEW)


def dock() -> str:
    """What stands above the question box: that not all is asked, or that a question is edited."""
    every = element(
        "button", escaped(texts.ASK_ALL), type_="button", class_="nc-act", data_everything=""
    )
    scope = element(
        "p", element("span", id_="nc-scope-said"), " ", every, id_="nc-scope", hidden=True
    )
    keep = element(
        "button", escaped(texts.KEEP_QUESTION), type_="button", class_="nc-act", data_unedit=""
    )
    editing = element("p", escaped(texts.EDITING), " ", keep, id_="nc-editing", hidden=True)
    return element("div", scope, editing, class_="nc-dock")


def extras() -> str:
    """What is heard, or seen only at times: news for a screen reader, a notice, the shortcuts."""
    said = element("div", id_="nc-said", class_="nc-unseen", role="status", aria_live="polite")
    toast = element("div", id_="nc-toast", role="alert")
    rows = (
        element("tr", element("th", escaped(keys), scope="row"), element("td", escaped(what)))
        for keys, what in texts.KEYS
    )
    close = element("button", escaped(texts.CLOSE), type_="button", class_="nc-act", data_unhelp="")
    keys = element(
        "dialog",
        element("h2", escaped(texts.SHORTCUTS)),
        element("table", element("tbody", *rows)),
        close,
        id_="nc-keys",
        aria_label=texts.SHORTCUTS,
    )
    return said + toast + keys + why()


def why() -> str:
    """What is asked where an answer did not help: shown under it."""
    options = (element("option", escaped(label), value=name) for name, label in REASONS.items())
    reason = labelled(texts.WHY, element("select", *options, data_field="reason"))
    note = labelled(texts.WHY_NOTE, element("textarea", data_field="note", rows="2"))
    right = labelled(texts.WHY_EXPECTED, control("input", type_="text", data_field="expected"))
    keep = act(texts.KEEP_RATING, data_why="")
    return element(
        "template", element("div", reason, note, right, keep, class_="nc-why"), id_="nc-why"
    )
