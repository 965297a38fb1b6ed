"""Words as both lexical legs keep them: the stems of SQLite's tokenizer, whatever holds the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from threading import Lock

from agent.text.overlap import FUNCTION_WORDS, WORK_VERBS

_FUNCTION_WORD, _WORK_VERB = 0.1, 0.4
"""What they tell, as a share of what their rarity in the index would say."""
_LONGEST = 200
"""Characters of a stem; a longer run of letters is no word."""

_TOKENIZER = """
CREATE VIRTUAL TABLE reading USING fts5(text, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE occurrences USING fts5vocab(reading, instance);
"""


class Stems:
    """Threads may share one. It lives in memory and touches no file."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TOKENIZER)
        function, work = self.of([" ".join(FUNCTION_WORDS), " ".join(WORK_VERBS)])
        self.light: Mapping[str, float] = dict.fromkeys(work, _WORK_VERB) | dict.fromkeys(
            function, _FUNCTION_WORD
        )
        """The stems of words that say little whatever the index holds."""

    def of(self, texts: Sequence[str]) -> list[list[str]]:
        """The stems of each text in order."""
        stems: list[list[str]] = [[] for _ in texts]
        with self._lock:
            self._db.execute("BEGIN")  # all at once, for each commit would sort and merge what is there
            try:
                rows = ((number, plain(text)) for number, text in enumerate(texts))
                self._db.executemany("INSERT INTO reading (rowid, text) VALUES (?, ?)", rows)
                read = self._db.execute("SELECT doc, term FROM occurrences ORDER BY doc, offset")
                for number, stem in read:
                    stems[number].append(stem[:_LONGEST])
            finally:
                self._db.execute("ROLLBACK")
        return stems


@cache
def stems() -> Stems:
    return Stems()


def plain(text: str) -> str:
    """Without what databases cannot store: lone surrogates, and NUL, which ends a text."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
