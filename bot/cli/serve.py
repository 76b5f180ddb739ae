"""`newscite serve`: the page, and `newscite password`: who may use it."""

from __future__ import annotations

import ipaddress
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import (
    EmptyOption,
    LibraryOption,
    ModelOption,
    ModelUrlOption,
    choose,
    opened,
)
from bot.cli.terminal import put, say, whole
from corpus.errors import InputError


def serve(
    context: typer.Context,
    host: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Address to listen on; default: 127.0.0.1."),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, metavar="PORT", help="Default: 7860; 0: a free one."),
    ] = None,
    open_browser: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open a browser; default: on a terminal."),
    ] = None,
    auth: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Only those in this file may use the page: lines of `newscite password NAME`.",
            show_default=False,
        ),
    ] = None,
    root_path: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="Where a proxy serves the page: /news, or https://example.org/news.",
            show_default=False,
        ),
    ] = None,
    allow_anyone: Annotated[
        bool,
        typer.Option(
            "--allow-anyone", help="Listen where others can reach it, without a password."
        ),
    ] = False,
    model: ModelOption = None,
    model_url: ModelUrlOption = None,
    library: LibraryOption = None,
    empty: EmptyOption = False,
) -> int:
    """Serve the chat page, on this computer only unless --host says otherwise."""
    from bot.settings import read_settings

    chosen = choose(context, library, empty, model, model_url)
    web = read_settings(chosen.library).web
    address, passwords = host or web.host, auth or web.auth
    if not (allow_anyone or passwords or loopback(address)):
        raise InputError(
            f"{address!r} lets others on the network read and change the library: leave --host "
            "out, or add --auth FILE (made with `newscite password NAME`), or --allow-anyone if "
            "that is meant"
        )
    place = web.root_path if root_path is None else rooted(root_path)
    from bot.passwords import read_users
    from bot.sharing import Limits, Sharing

    users = read_users(passwords.expanduser()) if passwords else None
    if users and not loopback(address):
        say("passwords cross the network as they are typed: put a proxy with https before the page")
    sharing = Sharing(users, place, Limits(web.waiting, web.upload_mb))
    from bot.opening import open_chain
    from bot.web import serve as serve_page
    from index import upkeep

    if open_browser is None:
        open_browser = sys.stderr.isatty()
    with opened(chosen) as (shelf, settings):
        chain = open_chain(shelf, settings)
        number = web.port if port is None else port
        upkeep.start(shelf.folder)  # what an earlier writer was kept from
        try:
            serve_page(chain, shelf, settings, address, number, open_browser, sharing)
        finally:
            upkeep.start(shelf.folder)  # what came while an earlier one was at it
    return 0


def rooted(given: str) -> str:
    """Where a proxy serves the page.

    Raises:
        InputError: it is neither a path nor an address.
    """
    from bot.settings import ROOT_PATH

    if not re.fullmatch(ROOT_PATH, given):
        raise InputError(
            f"--root-path needs a path such as /news or an address such as "
            f"https://example.org/news, found {given!r}"
        )
    return given


def password(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
) -> int:
    """Print the line of a user for `serve --auth FILE`; the password is asked for.

    In a pipe it is the first line of standard input. Only its hash (Argon2id) is printed.
    """
    from bot.passwords import line_for

    if sys.stdin.isatty():
        given = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    put(line_for(whole(name), given))
    return 0


def loopback(host: str) -> bool:
    """Whether only this computer can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
