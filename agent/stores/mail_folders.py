"""How far each mail folder was read, and which of its messages were refused and why."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from agent.models import MailFolder, RefusedMail
from agent.stores.database import is_storable
from agent.stores.schema import mail_folders, refused_mail
from agent.stores.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SqlMailFolders:
    workspace: Workspace

    def begin(self, folder: MailFolder) -> int:
        """The last UID that was dealt with; 0 where the folder is new or its UIDs were given anew."""
        mine = self._mine(mail_folders, folder)
        with self.workspace.write() as connection:
            row = connection.execute(sa.select(mail_folders).where(mine)).one_or_none()
            if row and row.validity == folder.validity:
                return int(row.last_uid)
            values = {"validity": folder.validity, "last_uid": 0, "read_at": self.workspace.now()}
            if row:
                connection.execute(sa.delete(refused_mail).where(self._mine(refused_mail, folder)))
                connection.execute(sa.update(mail_folders).where(mine).values(**values))
            else:
                connection.execute(sa.insert(mail_folders).values(**self._key(folder), **values))
        return 0

    def passed(self, folder: MailFolder, uid: int) -> None:
        """Go past this message: it is stored, or gone; refused it is no longer."""
        self._past(folder, uid, None)

    def refuse(self, folder: MailFolder, uid: int, reason: str) -> None:
        """Go past this message, and keep why."""
        self._past(folder, uid, reason if is_storable(reason) else ascii(reason))

    def refused(self, folder: MailFolder) -> list[RefusedMail]:
        mine = self._mine(refused_mail, folder)
        with self.workspace.database.read() as connection:
            rows = connection.execute(sa.select(refused_mail).where(mine).order_by(refused_mail.c.uid)).all()
        return [RefusedMail(uid=row.uid, reason=row.reason, refused_at=row.refused_at) for row in rows]

    def find(self) -> list[tuple[MailFolder, int]]:
        """Every folder that was read into this workspace, with the last UID."""
        query = (
            sa.select(mail_folders)
            .where(mail_folders.c.workspace == self.workspace.name)
            .order_by(mail_folders.c.account, mail_folders.c.folder)
        )
        with self.workspace.database.read() as connection:
            return [
                (MailFolder(account=row.account, name=row.folder, validity=row.validity), row.last_uid)
                for row in connection.execute(query)
            ]

    def _past(self, folder: MailFolder, uid: int, reason: str | None) -> None:
        """The position never goes back. Where the UIDs were given anew meanwhile, nothing is written:
        this one means another message now.
        """
        now = self.workspace.now()
        valid = self._mine(mail_folders, folder) & (mail_folders.c.validity == folder.validity)
        last = sa.case((mail_folders.c.last_uid < uid, uid), else_=mail_folders.c.last_uid)
        with self.workspace.write() as connection:
            moved = sa.update(mail_folders).where(valid).values(last_uid=last, read_at=now)
            if not connection.execute(moved).rowcount:
                return
            here = self._mine(refused_mail, folder) & (refused_mail.c.uid == uid)
            connection.execute(sa.delete(refused_mail).where(here))
            if reason is not None:
                values = {"uid": uid, "reason": reason, "refused_at": now}
                connection.execute(sa.insert(refused_mail).values(**self._key(folder), **values))

    def _key(self, folder: MailFolder) -> dict[str, str]:
        return {"workspace": self.workspace.name, "account": folder.account, "folder": folder.name}

    def _mine(self, table: sa.Table, folder: MailFolder) -> sa.ColumnElement[bool]:
        return sa.and_(*(table.columns[name] == value for name, value in self._key(folder).items()))
