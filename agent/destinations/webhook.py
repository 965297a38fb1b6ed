"""Programs elsewhere are told of what happened, signed (https://www.standardwebhooks.com).

What is sent holds ids and states and no word of a text: who wants to know more asks the API with a key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from agent.backoff import retry_after
from agent.canonical import canonical
from agent.errors import WebhookRefused, WebhookUnavailable
from agent.models import Notice
from agent.receivers import WebhookSettings
from agent.records import Notices

PLACES = {"intake": "intakes", "proposal": "proposals", "work": "work"}
"""First word of an event → where the API has what it is about."""

GONE = 410
BUSY = (408, 425, 429)


@dataclass(frozen=True, slots=True)
class Webhooks:
    receivers: Mapping[str, WebhookSettings]
    notices: Notices
    workspace: str
    now: Callable[[], datetime]

    def tell(self, subject: str) -> None:
        """What a job is about. Raises WebhookRefused, WebhookUnavailable."""
        notice = self.notices.notice(subject)
        receiver = self.receivers.get(notice.webhook)
        if receiver is None:
            raise WebhookRefused(f"there is no webhook {notice.webhook!r} in the settings any more")
        send(notice.id, message(notice, self.workspace), receiver, self.now())


def message(notice: Notice, workspace: str) -> bytes:
    """The same bytes at every attempt."""
    noun = notice.event.partition(".")[0]
    data = {
        **notice.facts,
        "workspace": workspace,
        "id": notice.subject,
        "path": f"/v1/{PLACES[noun]}/{notice.subject}",
    }
    return canonical({"type": notice.event, "timestamp": notice.at.isoformat(), "data": data}).encode()


def send(message_id: str, body: bytes, receiver: WebhookSettings, at: datetime) -> None:
    """Signed with its secret at this moment. Raises WebhookRefused, WebhookUnavailable."""
    from standardwebhooks import Webhook

    from agent.outbound import ForbiddenAddress, NoAnswer, post

    signed = Webhook(receiver.secret.get_secret_value()).sign(message_id, at.astimezone(UTC), body.decode())
    headers = {
        "content-type": "application/json",
        "user-agent": "Clarify",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signed,
    }
    seconds = receiver.timeout_seconds
    try:
        answer = post(receiver.url, body, headers, seconds=seconds, private=receiver.allow_private)
    except ForbiddenAddress as exc:
        raise WebhookRefused(str(exc)) from None
    except NoAnswer as exc:
        raise WebhookUnavailable(str(exc)) from exc
    _check(answer.status, retry_after(answer.headers))


def _check(status: int, wait: float | None) -> None:
    """2xx is heard. Whoever says that it is gone is not asked again; all else may be mended over there."""
    if 200 <= status < 300:  # noqa: PLR2004 as RFC 9110 has it
        return
    if status == GONE:
        raise WebhookRefused("it answered 410 Gone: take it out of the settings")
    hint = "" if status in BUSY or status >= 500 else ": nothing but 2xx counts as heard"  # noqa: PLR2004 same
    raise WebhookUnavailable(f"it answered {status}{hint}", retry_after=wait)
