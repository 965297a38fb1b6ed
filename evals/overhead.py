"""What our own code adds to a call of the model: against a server that answers at once, on the loopback.

`python -m evals.overhead` is that server, in a process of its own; it prints its port.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from agent.engines import Room
from agent.extractors.answer import Answer
from agent.extractors.llm import LlmExtractor, nobody_notes
from agent.extractors.sending import Manner, put
from agent.models import Arrival, Channel, Intake, Noun, Party
from agent.people import EMPTY
from agent.sections import LlmSettings, Price
from agent.settings import Settings
from agent.terms import Content
from agent.wiring import now, open_spending, open_store

if TYPE_CHECKING:
    from agent.wiring import Store

MODEL = "bench"
TEXT = "Hi,\n\nplease send the report {} to Deb by Friday. The budget is attached.\n\nThanks\nAna"
ANSWER = {
    "items": [
        {
            "quotes": ["please send the report to Deb by Friday."],
            "goal": "Send the report to Deb",
            "kind": "request",
            "owner_role": "recipient",
            "due_text": "by Friday",
        }
    ]
}
WARM = 10
"""Calls before the first that counts: they import and connect."""


class Overhead(Noun):
    """In milliseconds; medians of the same run."""

    store: bool
    """With the request noted, the day's money reserved and settled, and the answer kept, in SQLite."""
    calls: int
    bytes: int
    """Of a request."""
    bare: float
    """A POST of the same size by the HTTP client alone."""
    call: float
    """`extract`, from intake to extraction."""
    overhead: float
    computing: float
    """Likewise, but only the time that this process computed: whoever else uses the machine counts less."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        body = json.dumps(_completion()).encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        self.wfile.write(head.encode() + body)

    def log_message(self, *_args: object) -> None:
        """Nothing."""


def measure(calls: int, folder: Path | None) -> Overhead:
    """With a store in `folder`, if one is given."""
    import httpx2

    with ExitStack() as stack:
        url = stack.enter_context(_server())
        llm = LlmSettings(base_url=url, model=MODEL, money_per_day=1e6 if folder else None)
        settings = Settings.model_construct(
            home=folder or Path(), llm=llm, prices={MODEL: Price(input=1, output=4)}
        )
        store = stack.enter_context(open_store(settings)) if folder else None
        kept = stack.enter_context(open_spending(settings, store))
        note = store.sent.note if store else nobody_notes
        room = Room(EMPTY)
        if store:
            room = Room(EMPTY, thread=store.proposals.thread, earlier=store.intakes.earlier)
        engine = stack.enter_context(closing(LlmExtractor(llm, kept=kept, note=note, known=room.known)))
        client = stack.enter_context(httpx2.Client())
        intakes = [_intake(number, store) for number in range(WARM + calls)]
        request = _request(intakes[0])
        bare, least = _medians(
            calls, lambda _: client.post(f"{url}/chat/completions", content=request).read()
        )
        call, most = _medians(calls, lambda number: engine.extract(intakes[number]))
    return Overhead(
        store=folder is not None,
        calls=calls,
        bytes=len(request),
        bare=round(bare, 2),
        call=round(call, 2),
        overhead=round(call - bare, 2),
        computing=round(most - least, 2),
    )


def _medians(calls: int, do: Callable[[int], object]) -> tuple[float, float]:
    """Of the time that passed, and of the time that this process computed."""
    passed, computed = [], []
    for number in range(WARM + calls):
        begin, begun = time.perf_counter(), time.process_time()
        do(number)
        computed.append(time.process_time() - begun)
        passed.append(time.perf_counter() - begin)
    return 1000 * median(passed[WARM:]), 1000 * median(computed[WARM:])


def _request(intake: Intake) -> bytes:
    """As large as what the client sends: the prompt, the text, and the form of the answer."""
    [part] = put(intake, Manner("extract/v3", Content.FULL, 50, len(intake.text), "0" * 32)).parts
    form = {"type": "json_schema", "json_schema": {"name": "Answer", "schema": Answer.model_json_schema()}}
    body = {"model": MODEL, "messages": part.messages, "response_format": form, "max_tokens": 4096}
    return json.dumps(body).encode()


def _intake(number: int, store: Store | None) -> Intake:
    """Each with words of its own, so that no answer is found again."""
    text = TEXT.format(number)
    arrival = Arrival(
        source_id=f"{number}", channel=Channel.EMAIL, sender=Party(name="Ana"), received_at=now(),
        text=text, raw=text.encode(),
    )  # fmt: skip
    return store.intakes.receive(arrival)[0] if store else Intake.of(arrival, f"I-{number}")


def _completion() -> dict[str, object]:
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": json.dumps(ANSWER)},
            }
        ],
        "usage": {"prompt_tokens": 2500, "completion_tokens": 90, "total_tokens": 2590},
    }


@contextmanager
def _server() -> Iterator[str]:
    command = [sys.executable, "-m", "evals.overhead"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 our own command
        try:
            port = int(process.stdout.readline() if process.stdout else "")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
