"""More at once than the server takes on: the rest is told to come back, and the server recovers."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from agent.models import Extraction, Trace
from agent.sections import ServeSettings
from tests.api.test_reading import reading_with
from tests.served import ROW, serve


class Held:
    """An engine that reads when it is let."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.busy = threading.Event()

    def extract(self, intake):
        self.busy.set()
        self.go.wait(20)
        return Extraction(not_work_reason="nothing in it", trace=Trace(engine="held"))


def test_one_more_than_it_takes_on_is_told_to_come_back(tmp_path):
    held = Held()
    limited = ServeSettings(requests_at_once=1)
    with serve(tmp_path / "home", serve=limited) as client, reading_with(client, held, 20):
        with ThreadPoolExecutor(1) as pool:
            first = pool.submit(client, "POST", "/v1/extract", json=ROW)
            assert held.busy.wait(20)
            refused = [client.send(id=str(number)) for number in range(3)]
            probed = client.http.get("/health/live")
            held.go.set()
        said = Counter((one.status_code, one.json()["type"], one.headers["retry-after"]) for one in refused)
        assert said == {(503, "urn:problem-type:clarify:too-much-at-once", "2"): 3}
        assert (first.result().status_code, probed.status_code) == (200, 200)
        assert client.send(id="later").status_code == 202
        assert len(client("GET", "/v1/intakes").json()["items"]) == 1
