"""Fields that say when, who and how pressing, and how somebody is asked by name. Tables only.

English, German, French and Spanish.
"""

from __future__ import annotations

import re

from agent.models import Priority

FIELD = re.compile(
    r"^[ \t>*•|-]*(?:(?P<due>due(?: date| by| on)?|deadline|(?:date )?(?:needed|required|wanted)(?: by"
    r"| on| before)?"
    r"|by when|target date|fällig(?: am| bis)?|frist|termin|bis wann|échéance|date limite|pour le"
    r"|fecha límite"
    r"|plazo|vencimiento)"
    r"|(?P<owner>owner|assignee|assigned(?: to)?|responsible|zuständig|verantwortlich|zugewiesen(?: an)?"
    r"|responsable|assignée? à|asignad[oa] a)"
    r"|(?P<priority>priority|urgency|severity|priorität|dringlichkeit|priorité|urgence|prioridad|urgencia))"
    r"[*_]*[ \t]*[:=|][*_]*[ \t]*(?P<value>[^\n]*[^\s|])",
    re.IGNORECASE | re.MULTILINE,
)
CALLS = re.compile(
    r"(?:^|(?<=[\n.!?>:] )|(?<=[\n>]))[ \t]*(?:(?:hi|hello|dear|hallo|bonjour|hola)[ ,]+)?@?"
    r"(?P<who>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?),?[ \t]+(?:please|pls|can you|could you|will you"
    r"|would you|bitte"
    r"|kannst du|könntest du|peux-tu|pourrais-tu|por favor|puedes|podrías)\b",
    re.MULTILINE,
)
"""Somebody asked by name at the beginning of a sentence."""
PLAINLY_PRESSING = re.compile(
    r"urgen|a\.?s\.?a\.?p|immediat|emergenc|critical|right away|dringend|sofort|umgehend|eilt|au plus|cuanto",
    re.IGNORECASE,
)
PLAINLY_EASY = re.compile(
    r"no .*(?:rush|hurry)|urgent|pressing|low|can wait|eile|eilt|dringend|prisa|urgente", re.IGNORECASE
)
LEVELS = {
    Priority.URGENT: re.compile(
        r"urgent|critical|p?[01]\b|emergency|highest|dringend|kritisch|critique|crítica", re.IGNORECASE
    ),
    Priority.HIGH: re.compile(r"high|important|p?2\b|hoch|haute|élevée|alta", re.IGNORECASE),
    Priority.NORMAL: re.compile(r"normal|medium|p?3\b|mittel|moyenne|media", re.IGNORECASE),
    Priority.LOW: re.compile(r"low|p?[45]\b|niedrig|gering|basse|faible|baja", re.IGNORECASE),
}
"""What a field of the scale says at its beginning; the first that fits counts."""
