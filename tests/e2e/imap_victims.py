"""Commands that are killed at a call of their own while they read a mailbox.

`python -m tests.e2e.imap_victims` has everything imported and forks for each line of its standard input,
which says of what (`owner`, `name`) which call (`calls`) is the last, and whether it begins (`before`). It
answers with how the command ended.
"""

from __future__ import annotations

import json
import os
import sys

from agent.cli import main
from agent.sources.imap import Mailbox
from agent.stores.intakes import SqlIntakes
from agent.stores.mail_folders import SqlMailFolders
from tests.e2e.victims import die_at, fork
from tests.warm import load

OWNERS = {owner.__name__: owner for owner in (Mailbox, SqlIntakes, SqlMailFolders)}


def live(told: dict) -> None:
    os.environ.update(told["home"])
    os.chdir(told["folder"])
    die_at(OWNERS[told["owner"]], told["name"], before=told["before"], calls=told["calls"])
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    sys.argv = ["clarify", *told["words"]]
    main()


if __name__ == "__main__":
    load()
    for line in sys.stdin:
        told = json.loads(line)
        _, status = os.waitpid(fork(lambda told=told: live(told)), 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
