"""Asks a page that is being served, from another program, with gradio_client.

python tests/examples/web_api.py http://127.0.0.1:7860 "Who urged de-escalation?" [NAME PASSWORD]

Without an address it serves the page itself, over a new library, and asks that.
"""

import os
import subprocess
import sys
import tempfile

from gradio_client import Client

QUESTION = "Who urged de-escalation?"


def main(address: str, question: str, *auth: str) -> None:
    """Ask, print the answer with its citations, and see that its evidence holds."""
    client = Client(address, auth=auth or None, verbose=False, analytics_enabled=False)
    answer = client.predict(question, api_name="/ask")
    print(client.predict([answer], "markdown", api_name="/export"))

    for one in answer["claims"][0]["citations"]:
        article = client.predict(one["article_id"], api_name="/article")
        assert article["text"][one["start"] : one["end"]] == one["quote"]
        print(f"{one['quote']!r} stands in {article['title']!r}")


def served(question: str) -> None:
    """Serve the page on a free port as long as it is asked."""
    serve = "import sys; from bot.cli import main; raise SystemExit(main(sys.argv[1:]))"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NEWSCITE_LIBRARY": f"{folder}/library"}
        command = [sys.executable, "-c", serve, "serve", "--port", "0", "--no-open"]
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as page:
            assert page.stderr is not None
            line = next(line for line in page.stderr if "newscite is at" in line)
            try:
                main(line.split()[3], question)
            finally:
                page.terminate()


if __name__ == "__main__":
    if sys.argv[1:]:
        main(*sys.argv[1:2], *(sys.argv[2:] or [QUESTION]))
    else:
        served(QUESTION)
