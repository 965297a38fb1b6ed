"""A folder of forms: the starter's, and one that is shown in frames and says what is like it."""

from __future__ import annotations

from pathlib import Path

from agent.configuration import default_text

EMBEDDER = "https://intranet.example.org"
REPAIRS = f"""
id: repairs
title: Repairs
team: Operations
show_similar: true
embed_in: [{EMBEDDER}]
fields:
  - {{name: summary, label: Your request, required: true, max_length: 120}}
  - {{name: details, label: Details, type: long text, help: 'What happened?'}}
  - {{name: urgency, label: Priority, type: choice, choices: [Normal, High]}}
  - {{name: needed_by, label: Needed by, type: date}}
  - {{name: name, label: Your name, required: true}}
  - {{name: email, label: Your email address, type: email}}
"""
FILLED = {"summary": "Please repair the garden gate soon", "name": "Jean Ashdown"}
"""By when is asked about it."""


def forms_in(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "facilities.yaml").write_text(default_text("starter/forms/facilities.yaml"), "utf-8")
    (folder / "repairs.yaml").write_text(REPAIRS, "utf-8")
    return folder
