"""Every page there is."""

from __future__ import annotations

from api.pages import assets, dashboard, deciding, forms, links, live, login, review, starting, work

ROUTERS = tuple(
    part.router for part in (assets, login, review, deciding, starting, work, dashboard, live, forms, links)
)
