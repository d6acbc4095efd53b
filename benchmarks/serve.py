"""How many requests a second the server answers, and how long they take, beside a bare route: `make bench-serve`.

`msgraph serve` is started on this machine; 1, 8 and 32 clients, in a process of their own, each send one request after
the other over a connection that is kept. The bare route is Streamlit's `/_stcore/health`, of the same server.
"""

import http.client
import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import threading
import time
from datetime import date
from importlib.metadata import version
from urllib.parse import quote

SECONDS = 8.0
CLIENTS = (1, 8, 32)
QUESTIONS = (
    "Which cytokines do MSCs secrete?",
    "Does aHSCT reduce relapse rate?",
    "What is EAE?",
    "How many trials are there per phase?",
)
QUERY = "SELECT ?s ?o { ?s <http://www.w3.org/2004/02/skos/core#broader> ?o } LIMIT 20"
ROUTES = {
    "bare": ["/_stcore/health"],
    "/api/ask": [f"/api/ask?question={quote(question)}" for question in QUESTIONS],
    "/sparql": [f"/sparql?query={quote(QUERY)}"],
}


def load(port: int, paths: list[str], clients: int) -> tuple[int, list[float]]:
    """How many requests failed, and the seconds that each of the others took."""
    times: list[float] = []
    failed = 0
    end = time.monotonic() + SECONDS

    def visit(number: int) -> None:
        nonlocal failed
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while time.monotonic() < end:
            started = time.perf_counter()
            connection.request("GET", paths[number % len(paths)])
            response = connection.getresponse()
            response.read()
            if response.status == 200:
                times.append(time.perf_counter() - started)
            else:
                failed += 1
            number += 1
        connection.close()

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(clients)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return failed, times


def measure(port: int) -> None:
    """Print a row for each route and number of clients."""
    bare: dict[int, float] = {}
    for name, paths in ROUTES.items():
        for path in paths:  # once, so that all is open and warm
            load_one(port, path)
        for clients in CLIENTS:
            started = time.monotonic()
            failed, times = load(port, paths, clients)
            rate = len(times) / (time.monotonic() - started)
            bare.setdefault(clients, rate)
            times.sort()
            print(
                f"{name:10}{clients:8}{rate:12.1f}{1000 * statistics.median(times):14.1f}"
                f"{1000 * times[int(0.95 * len(times))]:14.1f}{failed:8}{bare[clients] / rate:14.1f}",
                flush=True,
            )


def load_one(port: int, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    assert response.status == 200, path
    connection.close()


def main() -> None:
    """Print the table."""
    if len(sys.argv) > 1:
        measure(int(json.loads(sys.argv[1])))
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([sys.executable, "-m", "msgraph", "serve", "--port", str(port)], **quiet)  # type: ignore[call-overload]
    try:
        for _ in range(600):
            try:
                load_one(port, "/_stcore/health")
                break
            except OSError:
                time.sleep(0.1)
        print(f"{date.today()}, Python {platform.python_version()}, Streamlit {version('streamlit')}")
        print(f"{platform.machine()}, {os.cpu_count()} cores, load before it {os.getloadavg()[0]:.1f}\n")
        print("route      clients  requests/s   median (ms)   95 % (ms)  failed  bare / this")
        sys.stdout.flush()
        subprocess.run([sys.executable, __file__, str(port)], check=True)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
