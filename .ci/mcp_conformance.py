"""The conformance kit of the Model Context Protocol against the running product: `mcp_conformance.py FOLDER`.

The kit wants Node 22, which npm installs beside it in FOLDER, and sends no credentials, so it speaks to a small proxy
that adds them. Asked are the scenarios for what a server of tools has; the others call tools and resources of the
kit's own example.
"""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.serving import TOKEN, serve

PACKAGES = ("node@22.23.3", "@modelcontextprotocol/conformance@0.1.16")
SCENARIOS = ("server-initialize", "ping", "tools-list", "dns-rebinding-protection")
HOP = {"connection", "transfer-encoding", "content-length", "keep-alive"}


def make_proxy(url: str) -> ThreadingHTTPServer:
    """A server on a free port that hands everything on with the token of the application."""
    target = urlsplit(url)

    class Proxy(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
            connection = http.client.HTTPConnection(target.hostname or "", target.port)
            connection.request(self.command, self.path, body, {**headers, "Authorization": f"Bearer {TOKEN}"})
            reply = connection.getresponse()
            content = reply.read()
            self.send_response(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            connection.close()

        do_GET = do_POST = do_DELETE = answer  # noqa: N815

        def log_message(self, *arguments: Any) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Proxy)


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), *PACKAGES], check=True)
    kit = folder / "node_modules/@modelcontextprotocol/conformance/dist/index.js"
    node = folder / "node_modules/node/bin/node"
    failed = []
    with serve(folder / "data") as (url, _environment):
        proxy = make_proxy(url)
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{proxy.server_address[1]}/mcp"
        for scenario in SCENARIOS:
            command = [str(node), str(kit), "server", "--url", address, "--scenario", scenario]
            asked = subprocess.run(command, capture_output=True, text=True, timeout=120)
            print(f"{scenario}: {'passed' if asked.returncode == 0 else 'FAILED'}")
            if asked.returncode:
                failed.append(scenario)
                print(asked.stdout, asked.stderr)
        proxy.shutdown()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
