"""The `clarify` command: one file a group, each importing what it needs only when it runs."""

from __future__ import annotations

import sys


def main() -> None:
    """Exit 0 done, 1 a clear error on stderr, 2 wrong usage."""
    from agent.cli.app import app
    from agent.errors import ClarifyError

    try:
        app()
    except ClarifyError as exc:
        sys.stderr.write(f"clarify: {exc}\n")
        sys.exit(1)
