"""What a merge would tie together: shown before a person says that both are the same work."""

from __future__ import annotations

from rich.text import Text

from agent import survivors
from agent.advice import advised
from agent.amending import differences
from agent.cli import cards, merged
from agent.cli.inert import plain
from agent.merging import Ground, joined, state_of
from agent.models import Proposal, WorkItem
from agent.protocols import Services


def show_merge(seen: Proposal, into: str, services: Services) -> Proposal:
    """Print what merging would do; hands out the proposal as it would be merged, which has the digest to
    name. Raises NotFound, InvalidChange.
    """
    ground = survivors.ground(seen, into, services)
    shown = survivors.merging_into(seen, ground.id, services)
    grown = None
    if isinstance(ground, Proposal):
        grown = advised(joined(ground, seen, services.intakes.get(seen.intake_id)), services)
    print_merge(shown, ground, grown)
    return shown


def print_merge(seen: Proposal, into: Ground, grown: Proposal | None) -> None:
    """What a merge ties together. `grown`: what waits, as it would be with what is merged into it."""
    out = cards.console()
    out.print(Text("This would be taken for the same work:", style="bold"))
    cards.print_brief(out, seen.model_copy(update={"survivor": None, "merge_into": None}))
    goal = Text(plain(f"{into.item.goal.value}  ({state_of(into)})"), style="bold")
    cards.labelled(out, Text(f"  {into.id}  ", style="dim"), goal)
    for label, told in _effects(seen, into, grown):
        cards.line(out, label, told, style="magenta")
    out.print(Text(f"  digest {seen.digest}"))


def _effects(seen: Proposal, into: Ground, grown: Proposal | None) -> list[merged.Line]:
    if isinstance(into, WorkItem):
        told = merged.said_besides(into, [seen])
        return (
            [*told, ("but", "the work stays as it is")] if told else [("says", "nothing else than the work")]
        )
    if grown is None:
        return []
    takes = [("takes up", change) for change in differences(into.item, grown.item)]
    asks = [("to settle", f"{gap.topic}: {gap.reason}") for gap in grown.gaps if gap not in into.gaps]
    return takes + asks or [("takes up", "no other value")]
