"""Strings that must not get out, put into every place of a request that takes one."""

from __future__ import annotations

from tests.served import ROW, Client, bearer

CANARY = "CANARY7f3e"


def ask_everything(client: Client) -> list[str]:
    """The bodies of all problems that came back."""
    text = f"Please send {CANARY} to {CANARY} by Friday."
    party = {"name": CANARY, "email": f"{CANARY}@example.com"}
    seen = client.propose(id=CANARY, text=text, sender=party, people=[CANARY])
    answers = [
        client.confirm(seen, params={"q": CANARY}),
        client.confirm(seen),
        client.decide(seen, CANARY),
        client.decide(seen, "edit", changes={"due": CANARY}, scope="read"),
        client.decide(seen, "reject", reason=f"{CANARY}\x1b"),
        client.decide(seen, "edit", changes={CANARY: CANARY}),
        client.decide(seen, "reject", headers={"If-Match": f'"{CANARY}"'}),
        client.decide(seen, "reject", headers={"Idempotency-Key": CANARY}),
        *(client.send_keyed(f'"{CANARY}"', text=f"{CANARY} {number}") for number in range(2)),
        client("POST", "/v1/extract", json={**ROW, "text": text, "channel": CANARY}),
        client("POST", "/v1/extract", json={**ROW, "text": text}),
        client("GET", "/v1/proposals", params={"intake": CANARY}),
        client.send(text=text, channel=CANARY),
        client.send(text=text, received_at=CANARY),
        client.send(text=text, sender={CANARY: CANARY}),
        client.send(text=CANARY + "x" * 200_000),
        client("POST", "/v1/intakes", json={**ROW, CANARY: CANARY}),
        client("POST", "/v1/intakes", json=[CANARY]),
        client(
            "POST",
            "/v1/intakes",
            content=f'{{"{CANARY}": {CANARY}',
            headers={"Content-Type": "application/json"},
        ),
        client("POST", "/v1/intakes", content=CANARY, headers={"Content-Type": f"text/{CANARY}"}),
        client("GET", "/v1/proposals", params={"cursor": CANARY, "limit": CANARY}),
        client("GET", "/v1/proposals", params={"state": CANARY}),
        client("GET", "/v1/work-items", headers={"Origin": CANARY}),
        client("GET", "/v1/work-items", headers={"Host": CANARY}),
        client("GET", "/v1/work-items", headers={"X-Request-Id": CANARY, "User-Agent": CANARY}),
        client("GET", f"/{CANARY}"),
        client("GET", f"/v1/intakes/{CANARY}"),
        client(CANARY, "/v1/intakes"),
        client.http.get("/v1/intakes", headers=bearer(f"clf_{CANARY}.{CANARY}")),
    ]
    return [answer.text for answer in answers if answer.status_code >= 400]
