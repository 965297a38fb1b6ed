"""One request to an address that somebody configured, and to nowhere else (the only importer of httpcore2).

Where a name leads is looked up once, checked, and then connected to, so that it cannot lead elsewhere
between the two. No redirect is followed, no proxy is asked, and all of it ends in time. Whoever asks makes an
error of the tree out of what is raised here.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import SOCK_STREAM, gaierror, getaddrinfo
from ssl import SSLContext
from typing import Any, NamedTuple

import httpcore2

MOST_BYTES = 65_536
"""Of an answer with its head, where what it says is of no interest."""

TRANSLATED = ip_network("64:ff9b::/96")
"""IPv4 inside IPv6 (RFC 6052)."""

Address = IPv4Address | IPv6Address


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    """By name in small letters."""
    body: bytes


class ForbiddenAddress(Exception):
    """Nothing may be sent there."""


class NoAnswer(Exception):
    """None came, or more of it than is wanted; the request may have been heard."""


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float,
    private: bool = False,
    most_bytes: int = MOST_BYTES,
) -> Answer:
    """`private`: whether it may lead into this machine's own networks. Raises ForbiddenAddress, NoAnswer."""
    waits = dict.fromkeys(("connect", "read", "write", "pool"), seconds)
    guarded = _Guarded(seconds, most_bytes, private=private)
    try:
        with httpcore2.ConnectionPool(network_backend=guarded) as pool:
            answer = pool.request(
                "POST", url, headers=list(headers.items()), content=body, extensions={"timeout": waits}
            )
    except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError, gaierror) as exc:
        raise NoAnswer(f"not reached ({type(exc).__name__})") from exc
    said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
    return Answer(answer.status, said, answer.content)


def is_public(address: Address) -> bool:
    """Whether anybody on the internet may be there, also seen through IPv6 that stands for IPv4."""
    meant = _meant(address)
    return meant.is_global and not meant.is_multicast


def is_usable(address: Address) -> bool:
    """Whether it may be connected to at all: no link-local address, where clouds keep their secrets."""
    meant = _meant(address)
    return not (meant.is_link_local or meant.is_multicast or meant.is_unspecified or meant.is_reserved)


def _meant(address: Address) -> Address:
    if isinstance(address, IPv4Address):
        return address
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    if address.teredo:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour or address


class _Guarded(httpcore2.NetworkBackend):
    def __init__(self, seconds: float, most_bytes: int, *, private: bool) -> None:
        self._deadline = time.monotonic() + seconds
        self._most_bytes = most_bytes
        self._allowed = is_usable if private else is_public
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        del timeout
        found = [str(row[4][0]) for row in getaddrinfo(host, port, type=SOCK_STREAM)]
        allowed = [text for text in found if self._allowed(ip_address(text.partition("%")[0]))]
        if not allowed:
            raise ForbiddenAddress(f"{host!r} leads to {found[0]}, where nothing may be sent")
        left = self._deadline - time.monotonic()
        stream = self._plain.connect_tcp(allowed[0], port, max(left, 0.001), local_address, socket_options)
        return _Bounded(stream, self._deadline, self._most_bytes)


class _Bounded(httpcore2.NetworkStream):
    """Every wait on it ends at one deadline, however little is sent at a time."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float, most_bytes: int) -> None:
        self._stream = stream
        self._deadline = deadline
        self._most_bytes = most_bytes
        self._bytes = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        chunk = self._stream.read(max_bytes, self._left())
        self._bytes += len(chunk)
        if self._bytes > self._most_bytes:
            raise NoAnswer(f"it answered more than {self._most_bytes} bytes")
        return chunk

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        del timeout
        secured = self._stream.start_tls(ssl_context, server_hostname, self._left())
        return _Bounded(secured, self._deadline, self._most_bytes)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("it took too long")
        return left
