"""Fifty users of one page, each asking as soon as the last answer is there, for ten minutes.

    python tests/benchmarks/many_users.py [--users 50] [--seconds 600] [--library DIR]

Serves the page as `newscite serve` does, and asks the bundled questions over HTTP, each user in a
session of their own, as a tab of a browser or a `gradio_client.Client` has. With `c`
questions answered at a time, each taking `s` seconds in the mean (the answers' own timings), nobody
could do better than `users * s / c` when all wait in one line: that is the ideal. Wanted: no error,
95 of 100 answers within 1.3 times the ideal, and past the queue's limit a clear "busy". Exit 1
where it fails.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from measuring import write_result

from bot.evaluation.cases import read_cases
from bot.sharing import Limits
from bot.web.page import AT_ONCE

SERVE = "import sys; from bot.cli import main; raise SystemExit(main(sys.argv[1:]))"
MOST_RATIO = 1.3
MOST_ASKED = 100_000
"""Questions, whatever the time."""


async def main() -> int:
    """Measure, write the results file, and say whether it is good enough."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--library", type=Path)
    given = parser.parse_args()
    cases = read_cases(Path(str(files("corpus.questions"))) / "tripoli.jsonl")
    questions = [case.question for case in cases]
    with tempfile.TemporaryDirectory() as folder:
        library = given.library or Path(folder) / "library"
        environment = {**os.environ, "NEWSCITE_LIBRARY": str(library)}
        command = [sys.executable, "-c", SERVE, "serve", "--port", "0", "--no-open"]
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as page:
            assert page.stderr is not None
            address = next(line for line in page.stderr if "newscite is at" in line).split()[3]
            try:
                figures = await measured(address, questions, given.users, given.seconds)
            finally:
                page.terminate()
    about = {"users": given.users, "seconds": given.seconds, "at_once": AT_ONCE}
    write_result("many_users", figures, about | {"waiting": Limits().waiting})
    good = not figures["errors"] and figures["p95_to_ideal"] <= MOST_RATIO
    return 0 if good and not figures["unclear"] else 1


async def measured(address: str, questions: list[str], users: int, seconds: int) -> dict[str, Any]:
    """What the users saw, and what more than may wait are told."""
    waits: list[float] = []
    services: list[float] = []
    errors: list[str] = []
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=300, limits=limits) as client:
        await ask(client, questions[0])  # the first one loads the models
        until = time.monotonic() + seconds

        async def use(number: int) -> None:
            at = number
            while time.monotonic() < until and len(waits) < MOST_ASKED and len(errors) < 100:
                began = time.monotonic()
                status, told = await ask(client, questions[at % len(questions)], f"user{number}")
                if status == 200:
                    waits.append(time.monotonic() - began)
                    services.append(told["timings_ms"]["total"] / 1000)
                else:
                    errors.append(f"{status}: {told}")
                at += users

        await asyncio.gather(*(use(number) for number in range(users)))
        crowd = await asyncio.gather(*(ask(client, questions[0]) for _ in range(4 * users)))
    refused = [told for status, told in crowd if status == 503]
    unclear = [f"{status}: {told}" for status, told in crowd if status not in {200, 503}]
    unclear += [f"503: {told}" for told in refused if "Busy" not in str(told)]
    ideal = users * float(np.mean(services)) / AT_ONCE
    p50, p95 = (float(np.percentile(waits, share)) for share in (50, 95))
    return {
        "answered": len(waits),
        "errors": len(errors),
        "first_errors": errors[:3],
        "service_mean_s": round(float(np.mean(services)), 3),
        "ideal_s": round(ideal, 3),
        "p50_s": round(p50, 3),
        "p95_s": round(p95, 3),
        "p95_to_ideal": round(p95 / ideal, 3),
        "crowd": len(crowd),
        "told_busy": len(refused),
        "unclear": len(unclear),
        "first_unclear": unclear[:3],
    }


async def ask(client: httpx.AsyncClient, question: str, user: str = "") -> tuple[int, Any]:
    """A status and an answer; what went wrong, where there is none."""
    asked = {"data": [question, None], **({"session_hash": user} if user else {})}
    try:
        sent = await client.post("/gradio_api/call/ask", json=asked)
        if sent.status_code != 200:
            return sent.status_code, sent.json()
        event = ""
        async with client.stream("GET", f"/gradio_api/call/ask/{sent.json()['event_id']}") as told:
            async for line in told.aiter_lines():
                if line.startswith("event:"):
                    event = line.partition(":")[2].strip()
                elif line.startswith("data:") and event in {"complete", "error"}:
                    data = json.loads(line.partition(":")[2])
                    return (200, data[0]) if event == "complete" else (500, data)
    except (httpx.HTTPError, ValueError) as error:
        return 0, f"{type(error).__name__}: {error}"
    return 0, "the answer broke off"


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
