"""What the model answered, for as long as the settings say: the same request is not paid for twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from agent.spending import KeptAnswer
from agent.stores.database import insert_new, is_storable
from agent.stores.schema import answers
from agent.stores.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SqlAnswers:
    workspace: Workspace
    age: timedelta

    def find(self, key: str) -> KeptAnswer | None:
        query = sa.select(answers.c.model, answers.c.content, answers.c.made_at).where(
            self._mine, answers.c.key == key, answers.c.made_at > self._oldest()
        )
        with self.workspace.database.read() as connection:
            row = connection.execute(query).one_or_none()
        return KeptAnswer(model=row.model, text=row.content, made_at=row.made_at) if row else None

    def keep(self, key: str, about: str, model: str, text: str) -> None:
        """In place of an older one; what is too old is forgotten. What cannot be stored is not kept."""
        if not (is_storable(model) and is_storable(text)):
            return
        values = {"model": model, "content": text, "intake_id": about, "made_at": self.workspace.now()}
        with self.workspace.database.write(durable=False) as connection:
            new = insert_new(connection, answers).values(workspace=self.workspace.name, key=key, **values)
            connection.execute(new.on_conflict_do_update(index_elements=["workspace", "key"], set_=values))
            connection.execute(self._old())

    def forget(self, about: str) -> None:
        """All that holds words of this intake."""
        with self.workspace.database.write() as connection:
            connection.execute(sa.delete(answers).where(self._mine, answers.c.intake_id == about))

    def purge(self) -> int:
        """Forget what is too old; how many."""
        with self.workspace.database.write() as connection:
            return connection.execute(self._old()).rowcount

    def _old(self) -> sa.Delete:
        return sa.delete(answers).where(self._mine, answers.c.made_at <= self._oldest())

    @property
    def _mine(self) -> sa.ColumnElement[bool]:
        return answers.c.workspace == self.workspace.name

    def _oldest(self) -> datetime:
        return self.workspace.now() - self.age
