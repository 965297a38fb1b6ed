"""`python -m agent` is `clarify`."""

from agent.cli import main

main()
