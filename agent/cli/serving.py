"""`serve`: the HTTP API, with a worker beside it."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from agent.settings import Settings
    from agent.wiring import Store


GRACE_SECONDS = 10
"""For requests under way when the server is asked to end."""


def serve(
    host: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8000,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Listen where other machines can reach it.")
    ] = False,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Only answer requests; a worker elsewhere runs the jobs.")
    ] = False,
) -> None:
    """Answer HTTP requests, and read what they bring."""
    import uvicorn

    from agent import logs
    from agent.settings import load_settings
    from agent.wiring import open_store
    from api.app import create_app

    settings = _hosted(load_settings(), host, allowed=allow_remote)
    logs.configure(settings.log.format, settings.log.level)
    listening = _listen(host, port)
    address = _address(host, listening.getsockname()[1])
    typer.echo(f"Clarify answers at {address} (Ctrl-C ends it)")
    with open_store(settings) as store:
        typer.echo(_how_to_log_in(settings, store, address if is_loopback(host) else ""))
        if not store.api_keys.find():
            typer.echo("For programs: clarify keys create NAME --scope read, see docs/api.md")
    app = create_app(settings, work_inside=not no_worker)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=list(settings.serve.proxies),
        ws="none",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = uvicorn.Server(config)
    app.state.live.until(lambda: server.should_exit)
    server.run(sockets=[listening])


def _how_to_log_in(settings: Settings, store: Store, address: str) -> str:
    """A link for whoever started it, where only this machine can use it and nobody doubts who that is."""
    from agent.cli.accounts import login_address
    from agent.cli.inert import plain
    from agent.stores.sessions import LINK_MINUTES

    known = [user.name for user in store.people.users()]
    if not known:
        return "Nobody may decide yet: clarify users add 'Your Name', then clarify users link 'Your Name'"
    name = store.people.user(settings.user).name if settings.user else known[0]
    if not address or (len(known) > 1 and not settings.user):
        return "To log in: clarify users password NAME, or once with clarify users link NAME"
    link = login_address(address, store.sessions.link(name))
    return plain(f"Log in as {name}, once and within {LINK_MINUTES} minutes: {link}")


def _hosted(settings: Settings, host: str, *, allowed: bool) -> Settings:
    """With the name that it listens on among those that may be asked for.

    Raises SettingsInvalid where other machines could reach it and nobody said that they may.
    """
    from agent.errors import SettingsInvalid

    if is_loopback(host):
        return settings
    if not (allowed or settings.serve.allow_remote):
        raise SettingsInvalid(
            f"{host!r} can be reached by other machines: say --allow-remote, and put TLS in front of it"
        )
    hosts = (*settings.serve.hosts, host)
    return settings.model_copy(update={"serve": settings.serve.model_copy(update={"hosts": hosts})})


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    """Taken before the address is told. Raises SettingsInvalid."""
    from agent.errors import SettingsInvalid

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, UnicodeError) as exc:
        said = exc.strerror if isinstance(exc, OSError) else "it is no host name"
        raise SettingsInvalid(f"{host}:{port} cannot be listened on: {said}; try another --port") from exc


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
