"""Asking a model: its words as they come, within one time limit, and stopped when asked to.

The model is called in an event loop of its own thread, where a call can be given up at any point,
whatever its server does: cancelling closes the connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from bot.generating.faults import ModelError, fault_of
from bot.generating.settings import ModelSettings
from bot.generation import Usage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.runnables import RunnableConfig
    from tenacity import RetryCallState

LONGEST = 24_000
"""Characters of one reply; what goes on longer is cut off, and read as far as it is whole."""
POLL = 0.05
"""Seconds between two looks at whether to stop."""
GRACE = 1.0
"""Seconds beyond the limit after which a call that cannot be cancelled is left to itself."""
FINISHED = ("finish_reason", "done_reason", "stop_reason")
TELLING = frozenset({"openai", "ollama", "anthropic"})
"""Providers that tell when a reply is whole; without that word, it broke off."""


@dataclass(slots=True)
class Reply:
    """A reply as it grows.

    Attributes:
        text: what was written so far, in this attempt.
        usage: what all attempts cost.
        whole: whether it has ended.
    """

    text: str = ""
    usage: Usage = field(default_factory=Usage)
    whole: bool = False


class Caller:
    """Asks one chat model, from any thread.

    Args:
        model: what is asked.
        settings: its limits.
    """

    def __init__(self, model: BaseChatModel, settings: ModelSettings) -> None:
        self._model = model
        self._settings = settings
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def ask(
        self,
        messages: Sequence[BaseMessage],
        reply: Reply,
        stop: threading.Event | None = None,
        limit: float | None = None,
    ) -> Iterator[str]:
        """The reply's text so far, whenever there is more of it.

        Args:
            messages: what the model is told.
            reply: gets the text and its cost, also where a fault ends it.
            stop: once set, the call is given up. Closing the iterator does so too.
            limit: seconds that it may take, further attempts included; None: as set.

        Raises:
            ModelError: the model could not be used; the reply's cost is known all the same.
        """
        inbox: SimpleQueue[AIMessageChunk | int | ModelError | None] = SimpleQueue()
        limit = self._settings.timeout if limit is None else limit
        task = self._begin(messages, inbox, limit)
        ends = time.monotonic() + limit + GRACE
        meter = Meter(reply)
        try:
            while True:
                one = waited(inbox, ends, stop)
                if one is None:
                    break
                if isinstance(one, ModelError):
                    raise one
                if meter.take(one):
                    yield reply.text
                if len(reply.text) > LONGEST:
                    return
        finally:
            task.cancel()
        if self._settings.provider in TELLING and not meter.finished:
            raise ModelError("broken", "broke off in the middle")
        reply.whole = True

    def _begin(
        self, messages: Sequence[BaseMessage], inbox: SimpleQueue[Any], limit: float
    ) -> Future[None]:
        from langchain_core.runnables.config import ensure_config

        # The caller's, so that its listeners and tracers hear of this call too.
        config = ensure_config()
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, daemon=True).start()
        call = Call(list(messages), config, inbox, limit)
        return asyncio.run_coroutine_threadsafe(self._pump(call), self._loop)

    async def _pump(self, call: Call) -> None:
        inbox = call.inbox
        try:
            async with asyncio.timeout(call.limit):
                await self._attempts(call)
            inbox.put(None)
        except TimeoutError:
            inbox.put(ModelError("timeout", f"did not answer within {self._settings.timeout:g} s"))
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            inbox.put(fault_of(error))

    async def _attempts(self, call: Call) -> None:
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, stop_any

        began = time.monotonic()

        def hopeless(state: RetryCallState) -> bool:
            left = call.limit - (time.monotonic() - began)
            return pause(state) >= left

        async for attempt in AsyncRetrying(
            stop=stop_any(stop_after_attempt(self._settings.attempts), hopeless),  # type: ignore[arg-type]
            wait=pause,
            retry=retry_if_exception(lambda error: fault_of(error).passing),
            reraise=True,
        ):
            with attempt:
                call.inbox.put(attempt.retry_state.attempt_number)
                await self._attempt(call)

    async def _attempt(self, call: Call) -> None:
        """One call; a reply that breaks off is a fault that another attempt may mend."""
        ended = self._settings.provider not in TELLING
        written = 0
        stream = self._model.astream(call.messages, config=call.config)
        async with contextlib.aclosing(stream) as chunks:  # type: ignore[type-var]
            async for chunk in chunks:
                call.inbox.put(chunk)
                written += len(chunk.text)
                ended = ended or finished(chunk)
                if written > LONGEST:
                    return
        if not ended:
            raise ModelError("broken", "broke off in the middle")


@dataclass(frozen=True, slots=True)
class Call:
    """What a call is made with, where its chunks go, and the seconds that it may take."""

    messages: list[BaseMessage]
    config: RunnableConfig
    inbox: SimpleQueue[Any]
    limit: float


class Meter:
    """Joins the chunks of a reply, and counts what it costs, on top of what it has cost before."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._before = reply.usage.requests
        self._read, self._written = reply.usage.input_tokens, reply.usage.output_tokens
        self.finished = False

    def take(self, one: AIMessageChunk | int) -> bool:
        """Take a chunk, or the number of an attempt that begins; whether the text changed."""
        reply = self._reply
        if isinstance(one, int):
            changed, reply.text, self.finished = bool(reply.text), "", False
            reply.usage = Usage(self._read, self._written, self._before + one)
            return changed
        self.finished = self.finished or finished(one)
        told = one.usage_metadata
        if told is not None:
            self._read = (self._read or 0) + told["input_tokens"]
            self._written = (self._written or 0) + told["output_tokens"]
            reply.usage = Usage(self._read, self._written, reply.usage.requests)
        reply.text += one.text
        return bool(one.text)


def waited(inbox: SimpleQueue[Any], ends: float, stop: threading.Event | None) -> Any:
    """The next thing in an inbox.

    Raises:
        ModelError: the time is over, or it was asked to stop.
    """
    while True:
        if stop is not None and stop.is_set():
            raise ModelError("stopped", "was stopped")
        if time.monotonic() > ends:  # also while more and more comes in
            raise ModelError("timeout", "did not answer in time")
        with contextlib.suppress(Empty):
            return inbox.get(timeout=POLL)


def finished(chunk: AIMessageChunk) -> bool:
    """Whether a chunk says that the reply is whole."""
    return any(chunk.response_metadata.get(name) for name in FINISHED)


def pause(state: RetryCallState) -> float:
    """Seconds until the next attempt: what the server asked for, else ever longer ones."""
    error = state.outcome.exception() if state.outcome else None
    after = fault_of(error).after if error else None
    if after is not None:
        return after
    doubled: float = 0.4 * 2 ** (state.attempt_number - 1)
    return doubled * random.uniform(0.75, 1.25)
