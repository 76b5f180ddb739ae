"""What every benchmark here shares: where it ran, and its results file."""

import json
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
ABSOLUTE = re.compile(r"(?<![^=,])/[^,]+")


def write_result(name: str, figures: dict[str, Any], settings: dict[str, Any]) -> None:
    """Write `results/NAME.json`: the figures, the revision, the machine and the command."""
    command = ["python", *(Path(sys.argv[0]).parts[-3:]), *map(anywhere, sys.argv[1:])]
    result = {
        "command": " ".join([command[0], "/".join(command[1:4]), *command[4:]]),
        "revision": revision(),
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "settings": settings,
        "figures": figures,
    }
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(result, indent=2) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def anywhere(argument: str) -> str:
    """An argument without where it lies on this machine: of absolute paths the last parts."""
    return ABSOLUTE.sub(lambda found: "/".join(Path(found[0]).parts[-2:]), argument)


def revision() -> str:
    """The commit that was measured, with a mark where files differ from it."""
    git = ["git", "-C", str(Path(__file__).parent)]
    head = subprocess.run([*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True)
    dirty = subprocess.run([*git, "status", "--porcelain", "-uno"], capture_output=True, text=True)
    return head.stdout.strip() + ("-dirty" if dirty.stdout.strip() else "")


def machine() -> dict[str, Any]:
    """Processor and cores."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "")
    return {"processor": model or platform.processor(), "cores": os.cpu_count()}
