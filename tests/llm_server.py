"""A model's server of our own: chat completions on the loopback, or in memory, from one script.

A `Turn` is one answer of the server. The same turns can be played over a real socket
(`LlmServer`) and through the client's own transport (`in_memory`), so that a scenario is
written once and tried at both distances.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2


@dataclass(frozen=True)
class Turn:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    """It never answers."""
    resets: bool = False
    """It drops the connection."""
    drips: bool = False
    """It sends its body a byte at a time, and never all of it."""
    breaks_off: bool = False
    """It closes the connection in the middle of its body."""
    half_closes: bool = False
    """It says that it will send nothing, and listens on."""
    seconds: float = 0
    """That it takes to answer."""


@dataclass
class Script:
    """Plays its turns in order, the last one again and again, and keeps what it was asked."""

    turns: Sequence[Turn]
    requests: list[dict] = field(default_factory=list)
    headers: list[dict] = field(default_factory=list)

    def next(self, body: bytes, headers: dict[str, str]) -> Turn:
        self.requests.append(json.loads(body))
        self.headers.append(headers)
        return self.turns[min(len(self.requests), len(self.turns)) - 1]


def beside(request: dict) -> dict:
    """What a model was told beside the text, out of its fence."""
    first, said, last = request["messages"][1]["content"].split("\n")
    assert first == last == f"[envelope {fence_of(request)}]"
    return json.loads(said)


def fence_of(request: dict) -> str:
    """The code of the fence, as the message with the text has it."""
    return request["messages"][2]["content"].split("\n")[0].removeprefix("[text ").removesuffix("]")


def completion(content: str | None, *, finish: str = "stop", **message: object) -> Turn:
    return as_json(
        {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": "served-model",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": finish,
                    "message": {"role": "assistant", "content": content, **message},
                }
            ],
            "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
        }
    )


def tool_call(*arguments: str) -> Turn:
    calls = [
        {"id": f"c{n}", "type": "function", "function": {"name": "Answer", "arguments": a}}
        for n, a in enumerate(arguments)
    ]
    return completion(None, finish="tool_calls", tool_calls=calls)


def as_json(payload: object, status: int = 200, **headers: str) -> Turn:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Turn(status, json.dumps(payload).encode(), {"content-type": "application/json", **named})


def error(status: int, message: str = "", code: str | None = None, **headers: str) -> Turn:
    return as_json({"error": {"message": message, "type": "x", "code": code}}, status, **headers)


def in_memory(script: Script) -> httpx2.Client:
    def answer(request: httpx2.Request) -> httpx2.Response:
        turn = script.next(request.content, dict(request.headers))
        if turn.hangs:
            raise httpx2.ReadTimeout("", request=request)
        if turn.resets:
            raise httpx2.ReadError("", request=request)
        if turn.breaks_off or turn.half_closes:
            raise httpx2.RemoteProtocolError("", request=request)
        return httpx2.Response(turn.status, content=turn.body, headers=turn.headers)

    return httpx2.Client(transport=httpx2.MockTransport(answer))


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """The base_url of a server on the loopback."""
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            turn = script.next(body, {k.lower(): v for k, v in self.headers.items()})
            self.close_connection = True
            closing.wait(turn.seconds)
            _play(self, turn, closing)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _play(handler: BaseHTTPRequestHandler, turn: Turn, closing: threading.Event) -> None:
    wire = _on_the_wire(turn)
    if turn.hangs:
        closing.wait(5)
    elif turn.half_closes:
        handler.connection.shutdown(socket.SHUT_WR)
        closing.wait(0.5)
    elif turn.resets:
        reset = struct.pack("ii", 1, 0)  # linger for 0 s: close with RST instead of FIN
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
        handler.connection.close()
    elif turn.drips:
        _drip(handler, wire, closing)
    elif turn.breaks_off:
        handler.wfile.write(wire[: len(wire) - len(turn.body) // 2])
    else:
        handler.wfile.write(wire)  # one write, or delayed ACKs cost 40 ms


def _drip(handler: BaseHTTPRequestHandler, wire: bytes, closing: threading.Event) -> None:
    head, _, body = wire.partition(b"\r\n\r\n")
    handler.wfile.write(head + b"\r\n\r\n")
    with suppress(OSError):
        for byte in body:
            handler.wfile.write(bytes([byte]))
            if closing.wait(0.05):
                return


def _on_the_wire(turn: Turn) -> bytes:
    headers = {**turn.headers, "content-length": str(len(turn.body)), "connection": "close"}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {turn.status} -\r\n{head}\r\n".encode() + turn.body
