"""A server of ClickHouse: the engine of `chdb-core`, which speaks no HTTP by itself, behind it.

A program of its own, `python clickhouse_server.py`, which prints its port: the engine is a package
of an environment of its own.
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from chdb.session import Session

ENGINE = Session()
LOCK = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        sent = parse_qs(urlsplit(self.path).query).get("query", [""])[-1]
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        status = 200
        try:
            with LOCK:
                said = ENGINE.query(f"{sent}\n{body}".strip(), "TabSeparated").bytes()
        except Exception as wrong:  # noqa: BLE001 - whatever it says of a statement
            status, said = 500, str(wrong).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST  # noqa: N815 - the name that http.server calls

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
