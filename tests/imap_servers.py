"""IMAP servers on loopback ports: a real one, a way to it that can be cut, one that says what it is told."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

USER, PASSWORD = "demouser", "demopass"


@contextmanager
def imap_server() -> Iterator[int]:
    """A pymap with an empty account in memory; its port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    words = ["--no-tls", "--host", "127.0.0.1", "--port", str(port)]
    words += ["--no-service", "admin", "--no-service", "managesieve", "dict"]
    command = [sys.executable, "-c", "from pymap.main import main; main()", *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            _wait_for(port, running)
            yield port
        finally:
            running.terminate()


def _wait_for(port: int, running: subprocess.Popen) -> None:
    ends = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert running.poll() is None and time.monotonic() < ends, "the IMAP server did not start"
            time.sleep(0.02)
        else:
            return


class Account:
    """The same account as another mail program sees it."""

    def __init__(self, port: int, folder: str) -> None:
        self.port, self.folder = port, folder
        self.url = f"imap://{USER}@127.0.0.1:{port}/{folder}"

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4("127.0.0.1", self.port) as client:
            client.login(USER, PASSWORD)
            yield client

    def make(self) -> None:
        with self.client() as client:
            assert client.create(self.folder)[0] == "OK"

    def remove(self) -> None:
        with self.client() as client:
            assert client.delete(self.folder)[0] == "OK"

    def remake(self) -> None:
        """The same name with other UIDs."""
        self.remove()
        self.make()

    def append(self, *messages: bytes) -> None:
        with self.client() as client:
            for message in messages:
                assert (
                    client.append(self.folder, "", imaplib.Time2Internaldate(1_700_000_000), message)[0]
                    == "OK"
                )

    def flags(self) -> list[bytes]:
        """Of each message, in order."""
        with self.client() as client:
            client.select(self.folder, readonly=True)
            found = client.fetch("1:*", "(FLAGS)")[1]
        return [re.search(rb"FLAGS \((.*?)\)", line)[1] for line in found if line]

    def expunge(self, number: int) -> None:
        with self.client() as client:
            client.select(self.folder)
            client.store(str(number), "+FLAGS", "\\Deleted")
            client.expunge()


def mail(number: int, text: str = "", *, subject: str | None = None, **headers: str) -> bytes:
    told = {
        "From": "Bo Lind <bo@example.org>",
        "To": "team@example.org",
        "Subject": f"Part {number}" if subject is None else subject,
        "Date": f"Mon, 2 Nov 2026 09:{number:02}:00 +0000",
        "Message-ID": f"<m{number}@example.org>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value)
    return f"{head}\r\n{text or f'Please order {number + 2} boxes of part {number}.'}\r\n".encode()


@contextmanager
def way_to(
    port: int, cut_after: Callable[[int], int | None] = lambda _: None, tls: ssl.SSLContext | None = None
) -> Iterator[int]:
    """A port that leads to another; connection number n is cut when so many bytes came back."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def accept() -> None:
        number = 0
        while not stop.is_set():
            with suppress(OSError):
                near, _ = listener.accept()
                threading.Thread(target=_lead, args=(near, port, cut_after(number), tls), daemon=True).start()
                number += 1

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stop.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _lead(near: socket.socket, port: int, most: int | None, tls: ssl.SSLContext | None) -> None:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)) as far:
        near = tls.wrap_socket(near, server_side=True) if tls else near
        with near:
            there = threading.Thread(target=_pump, args=(near, far, None), daemon=True)
            there.start()
            _pump(far, near, most)
            for end in (near, far):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            there.join(5)
    near.close()


def _pump(source: socket.socket, target: socket.socket, most: int | None) -> None:
    with suppress(OSError):
        while data := source.recv(65536 if most is None else min(65536, most)):
            target.sendall(data)
            if most is not None and (most := most - len(data)) <= 0:
                return


@contextmanager
def scripted(answers: dict[str, str], greeting: str = "* OK ready") -> Iterator[int]:
    """A server of few words: the answer to a command by its beginning, with {tag}; others are fine."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                with near, suppress(OSError):
                    _converse(near, answers, greeting)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _converse(near: socket.socket, answers: dict[str, str], greeting: str) -> None:
    near.sendall(f"{greeting}\r\n".encode())
    with near.makefile("rb") as lines:
        for line in lines:
            tag, _, command = line.decode().strip().partition(" ")
            usual = "* CAPABILITY IMAP4rev1\r\n{tag} OK fine" if command == "CAPABILITY" else "{tag} OK fine"
            said = next((said for begins, said in answers.items() if command.startswith(begins)), usual)
            near.sendall(said.replace("{tag}", tag).replace("{command}", command).encode() + b"\r\n")
