"""`newscite serve`: the page."""

from __future__ import annotations

import ipaddress
import sys
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
    """Serve the chat page."""
    from bot.settings import read_settings

    chosen = choose(context, library, empty, model, model_url)
    web = read_settings(chosen.library).web
    address = host or web.host
    if not (allow_anyone or loopback(address)):
        raise InputError(
            f"{address!r} lets others on the network read and change the library: "
            "leave --host out, or add --allow-anyone if that is meant"
        )
    from bot.opening import open_chain
    from bot.web import serve as serve_page

    if open_browser is None:
        open_browser = sys.stderr.isatty()
    with opened(chosen) as (shelf, settings):
        chain = open_chain(shelf, settings)
        serve_page(
            chain, shelf, settings, address, web.port if port is None else port, open_browser
        )
    return 0


def loopback(host: str) -> bool:
    """Whether only this computer can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
