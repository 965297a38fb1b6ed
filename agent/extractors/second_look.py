"""A model that is asked about existing work that may be the same: one request for all of an item's doubts.

It has the model, the budget, the pace and the kept answers of the engine that reads texts, and is told no
more than `llm.content` allows. What it answers is words: agent/opinions.py decides what they may change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from agent.canonical import digest
from agent.duplicates import Existing
from agent.errors import PromptInvalid
from agent.extractors.filled import Filled
from agent.extractors.model import Messages, Model
from agent.extractors.recall import Alike
from agent.extractors.redaction import Replaced, replaced
from agent.extractors.sending import fenced, on_one_line
from agent.models import Intake, Item, Sent
from agent.opinions import Opinion
from agent.sections import LlmSettings
from agent.terms import Content
from agent.text.normalise import visible
from prompts import load

PROMPT = "duplicates"
MOST = 600
"""Characters of a goal, or of the words behind it."""


class Look(Filled):
    number: int
    same: bool | None = None
    """null: it cannot be told."""
    quote_new: str = ""
    """Verbatim."""
    quote_known: str = ""
    """Verbatim."""


class Looks(Filled):
    """One look for each known item."""

    looks: list[Look] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ModelLook:
    """A SecondLook. The model is its owner's to close."""

    model: Model
    config: LlmSettings
    fence: Callable[[], str]
    note: Callable[[Sent], None]
    """Hears of each request before it is sent."""

    def look(
        self, item: Item, body: str, intake: Intake, doubtful: Sequence[Existing]
    ) -> Mapping[str, Opinion]:
        pairs = [(item, body), *((known.item, known.body) for known in doubtful)]
        shown = [told(one, words) for one, words in pairs]
        hidden = replaced(words_of(shown) if self.config.content is Content.REDACTED else ())
        compared, prompt, fence = put(shown, hidden), load(PROMPT), self.fence()
        asked, alike = (messages(prompt.render(), compared, code) for code in (fence, ""))
        sent = Sent(
            intake_id=intake.id,
            model=self.config.model,
            base_url=self.config.address.base_url,
            prompt=prompt.id,
            content=self.config.content,
            fence=fence,
            sha256=digest(asked),
            compared=compared,
        )
        said = self.model.ask(asked, Looks, alike=Alike(intake.id, alike), before=lambda: self.note(sent))
        return opinions(said.answer.looks, [known.id for known in doubtful], hidden)


def told(item: Item, body: str) -> dict[str, str]:
    """Goal and words; owner and day are told where there are any."""
    goal, words = visible(item.goal.value), visible(body)
    owner, due = item.owner.value or "", item.due.value.isoformat() if item.due.value else ""
    said = {"goal": goal, "words": words, "owner": owner, "due": due}
    return {name: value for name, value in said.items() if value}


def words_of(compared: Iterable[Mapping[str, str]]) -> list[str]:
    return [words for one in compared for name, words in one.items() if name != "due"]


def put(compared: Sequence[Mapping[str, str]], hidden: Replaced) -> str:
    """The items as JSON, as they are sent: what somebody wrote in it cannot end its line."""
    new, *known = ({name: hidden.shown(words)[:MOST] for name, words in one.items()} for one in compared)
    numbered = [{"number": at} | one for at, one in enumerate(known, start=1)]
    return on_one_line({"new": new, "known": numbered})


def messages(system: str, compared: str, fence: str) -> Messages:
    """The fixed prompt, and the items between two fence lines."""
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": fenced("items", compared, fence)},
    ]


def said_again(sent: Sent) -> Messages | None:
    """The messages exactly as they were sent; None where this program would put them otherwise by now."""
    try:
        again = messages(load(sent.prompt).render(), sent.compared, sent.fence)
    except PromptInvalid:
        return None
    return again if digest(again) == sent.sha256 else None


def opinions(looks: Iterable[Look], ids: Sequence[str], hidden: Replaced) -> dict[str, Opinion]:
    """By id; of two looks at the same one the first counts, one at nothing that was shown does not."""
    said: dict[str, Opinion] = {}
    for look in looks:
        if 1 <= look.number <= len(ids):
            ours, theirs = hidden.back(look.quote_new), hidden.back(look.quote_known)
            said.setdefault(ids[look.number - 1], Opinion(same=look.same, ours=ours, theirs=theirs))
    return said
