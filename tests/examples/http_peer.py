"""A system in any language, measured over HTTP: one POST a question.

    python tests/examples/http_peer.py --serve 8321
    newscite evaluate CASES --system http://127.0.0.1:8321/answer

It gets {"question", "history": [{"question", "answer"}], "asked": "YYYY-MM-DD" or null} and
replies with the object that `newscite ask --json` prints, or a part of it. This one knows one
answer, and declines all other questions. Without --serve it asks itself one question.
"""

import argparse
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen

KNOWN = "de-escalation"


class Peer(BaseHTTPRequestHandler):
    """Answers POST requests."""

    def do_POST(self) -> None:
        """Reply to one question."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply = {"abstained": True}
        if KNOWN in asked["question"]:
            # A quote needs no offsets: they are looked up in the articles.
            reply = {"answer": "The call was for de-escalation.", "short_answer": KNOWN}
            reply["citations"] = [{"quote": KNOWN}]
        body = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the terminal quiet."""


def main() -> None:
    """Serve, or ask oneself a question."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--serve", type=int, metavar="PORT")
    port = parser.parse_args().serve
    server = ThreadingHTTPServer(("127.0.0.1", port or 0), Peer)
    if port:
        server.serve_forever()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    body = json.dumps({"question": "Who urged de-escalation?", "history": [], "asked": None})
    address = f"http://127.0.0.1:{server.server_port}/answer"
    with urlopen(Request(address, data=body.encode()), timeout=10) as reply:
        print(reply.read().decode())


if __name__ == "__main__":
    main()
