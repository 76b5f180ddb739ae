"""Whatever a model's server does: back in time, labelled, nothing lost, no key shown.

Each fault is met through the real client of each provider, over HTTP on loopback.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from bot.chain import AnswerChain
from bot.cli.rendering import answer_lines

QUESTION = "Who said pier sound?"
SLACK = 2.0
PROVIDERS = ("openai", "ollama", "anthropic")
FRENCH = "La jetée est solide, dit la capitaine du port, et la neige est tombée sur la ville."


def kinds(servers: ModuleType) -> dict[str, tuple[Any, str]]:
    """Each fault: the script that commits it, and the kind that it is told as."""
    one = servers
    return {
        "hang": (one.hang, "timeout"),
        "slow drip": (one.drip, "timeout"),
        "endless": (one.endless, "nonsense"),
        "endless brackets": (one.brackets, "nonsense"),
        "half a stream": (one.half, "unreachable"),
        "half, quietly": (one.quiet_half, "broken"),
        "connection reset": (one.cut, "unreachable"),
        "bad JSON": (one.nonsense, "broken"),
        "a web page": (one.page, "broken"),
        "empty": (one.empty, "empty"),
        "another language": (one.saying(one.line(FRENCH, ["x"], [FRENCH])), "unproved"),
        "refusal": (one.saying("I am sorry, but I cannot help with that."), "nonsense"),
        "no answer": (one.saying('{"none": true}'), "none"),
        "401": (one.refusing(401, "Incorrect API key provided:"), "key"),
        "403": (one.refusing(403), "key"),
        "404": (one.refusing(404), "unknown"),
        "429, later": (one.refusing(429, Retry_After="3600"), "busy"),
        "429": (one.refusing(429, Retry_After="0.1"), "busy"),
        "500": (one.refusing(500), "broken"),
        "503": (one.refusing(503, Retry_After="0.1"), "broken"),
        "context too long": (one.refusing(400, "maximum context length is 512 tokens"), "context"),
        "request refused": (one.refusing(400, "no such field"), "request"),
    }


QUICK = (
    "hang",
    "endless",
    "endless brackets",
    "empty",
    "401",
    "429",
    "500",
    "context too long",
    "half a stream",
    "refusal",
)


def fallen(chain: AnswerChain, servers: ModuleType, kind: str, limit: float) -> None:
    """Ask, and check all that must hold of an answer that a model did not write."""
    plain = AnswerChain(chain.library, chain.retriever, chain.reader).invoke(QUESTION)
    began = time.monotonic()
    answer = chain.invoke(QUESTION)
    took = time.monotonic() - began
    assert took < limit + SLACK
    assert answer.generation is not None
    assert answer.generation.kind == kind
    assert answer.mode == "extractive"
    assert (answer.claims, answer.spans, answer.hits) == (plain.claims, plain.spans, plain.hits)
    shown = [piece for one in answer_lines(answer, chain.library.article) for piece in one.pieces]
    told = " ".join(text for text, _ in shown)
    assert "these are the articles' own sentences" in told
    assert servers.SECRET not in told + json.dumps(answer.to_json())


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("fault", QUICK)
def test_after_a_fault_the_articles_own_sentences_stand(
    writing: Callable[..., AnswerChain],
    servers: ModuleType,
    provider: str,
    fault: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Labelled, in time, and the key in no log, no output, no field."""
    caplog.set_level(logging.DEBUG, "bot")
    script, kind = kinds(servers)[fault]
    with servers.serving(script) as home:
        # On a busy machine even what breaks at once takes a second to be seen.
        limit = 1.0 if kind == "timeout" else 4.0
        fallen(writing(home, provider, timeout=limit), servers, kind, limit)
        assert home.keys[0].endswith(servers.SECRET)
    out, err = capfd.readouterr()
    assert servers.SECRET not in caplog.text + out + err


@pytest.mark.faults
@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("number", range(22))
def test_every_fault_is_survived_time_and_again(
    writing: Callable[..., AnswerChain], servers: ModuleType, provider: str, number: int
) -> None:
    """Five times each with one chain, whose clients are kept; then an honest reply is taken."""
    fault, (script, kind) = list(kinds(servers).items())[number]
    with servers.serving(script) as home:
        chain = writing(home, provider, timeout=2.0)
        for _ in range(5):
            fallen(chain, servers, kind, 2.0)
        home.script = servers.honest
        assert chain.invoke(QUESTION).mode == f"{provider}:toy", fault


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_passing_fault_is_tried_again(
    writing: Callable[..., AnswerChain], servers: ModuleType, provider: str
) -> None:
    """What it cost is told, all attempts together."""
    script = servers.first_then(servers.refusing(503), servers.honest)
    with servers.serving(script) as home:
        answer = writing(home, provider).invoke(QUESTION)
    assert answer.mode == f"{provider}:toy"
    assert answer.generation is not None
    assert answer.generation.usage.requests == 2


def test_where_the_context_is_too_long_half_is_tried(
    writing: Callable[..., AnswerChain], servers: ModuleType
) -> None:
    """Passages by rank, so the best are still there."""
    long = servers.refusing(400, "This model's maximum context length is 512 tokens")
    with servers.serving(servers.first_then(long, servers.honest)) as home:
        answer = writing(home, context=160).invoke(QUESTION)
        sizes = [len(one["messages"][-1]["content"]) for one in home.requests]
    assert answer.mode == "openai:toy"
    assert sizes[1] < sizes[0]


def test_no_error_repeats_what_the_server_said(
    writing: Callable[..., AnswerChain], servers: ModuleType
) -> None:
    """Nor does its traceback: a server may repeat the key, or an article's words."""
    from langchain_core.messages import HumanMessage

    from bot.generating.calling import Reply
    from bot.generating.faults import ModelError

    with servers.serving(servers.refusing(401, "wrong key")) as home:
        chain = writing(home)
        caller = chain.writer._caller  # type: ignore[union-attr]
        with pytest.raises(ModelError) as caught:
            list(caller.ask([HumanMessage("hello")], Reply()))
    told = "".join(traceback.format_exception(caught.value))
    assert servers.SECRET not in told
    assert caught.value.said == "refused the key (401): check it in the environment"
