"""The `clarify` command: one file a group, each importing what it needs only when it runs."""

from __future__ import annotations

import sys


def main() -> None:
    """Exit 0 done, 1 a clear error on stderr, 2 wrong usage."""
    from agent.cli.app import app
    from agent.cli.inert import plain
    from agent.errors import ClarifyError

    if any(map(_is_broken, sys.argv)):
        sys.stderr.write("clarify: an argument is no UTF-8: rename the file, or type it again\n")
        sys.exit(2)
    try:
        app()
    except ClarifyError as exc:
        sys.stderr.write(f"clarify: {plain(str(exc))}\n")
        sys.exit(1)
    except OSError as exc:
        where = f"{exc.filename}: " if exc.filename else ""
        sys.stderr.write(f"clarify: {plain(f'{where}{exc.strerror or exc}')}\n")
        sys.exit(1)


def _is_broken(argument: str) -> bool:
    try:
        argument.encode()
    except UnicodeEncodeError:
        return True
    return False
