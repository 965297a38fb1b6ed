"""What a page may do in a browser. Everything is refused that it does not need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Of one page."""

    frame_ancestors: tuple[str, ...] = ()
    """Origins that may show it in a frame; nobody where it is empty."""
    referrer: str = "same-origin"
    """With none at all, a browser names no Origin either."""

    def headers(self) -> dict[str, str]:
        ancestors = " ".join(self.frame_ancestors) or "'none'"
        rules = {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data:",  # the icons of the style sheet
            "connect-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": ancestors,
        }
        framed = {} if self.frame_ancestors else {"X-Frame-Options": "DENY"}
        return {
            "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in rules.items()),
            "Referrer-Policy": self.referrer,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            **framed,
        }


OURS = Policy()
"""Of every page that does not say otherwise."""
