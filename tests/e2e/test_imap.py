"""`clarify intake imap://…` against a real IMAP server."""

from __future__ import annotations

import itertools
import json
import shutil
import signal
import ssl
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.settings import load_settings
from agent.wiring import open_store
from tests.imap_servers import PASSWORD, USER, Account, imap_server, mail, scripted, way_to
from tests.watching import ROOT, Watching

POLL = {"CLARIFY_IMAP__PASSWORD": PASSWORD, "CLARIFY_IMAP__POLL_SECONDS": "0.2"}
FOLDERS = itertools.count()


@pytest.fixture(scope="module")
def server():
    with imap_server() as port:
        yield port


@pytest.fixture
def account(server, monkeypatch):
    """With an empty folder of its own."""
    monkeypatch.setenv("CLARIFY_IMAP__PASSWORD", PASSWORD)
    made = Account(server, f"Work{next(FOLDERS)}")
    made.make()
    return made


def ids(said):
    return [row["source_id"] for row in said.rows]


def stored(intake_id):
    """The intake, and its bytes."""
    with open_store(load_settings()) as store:
        intake = store.intakes.get(intake_id)
        return intake, store.intakes.raw(intake)


class TestReading:
    def test_new_mail_becomes_proposals_and_is_read_once(self, clarify, account):
        account.append(mail(1), mail(2))
        first = clarify.done("intake", account.url, "--json")
        assert ids(first) == ["<m1@example.org>", "<m2@example.org>"]
        assert all(row["new"] and row["proposals"] for row in first.rows)
        assert clarify.done("intake", account.url, "--json").rows == []
        account.append(mail(3))
        assert len(clarify.done("intake", account.url, "--json").rows) == 1
        assert len(clarify.done("queue", "--json").rows) == 3

    def test_nothing_is_changed_in_the_account(self, clarify, account):
        account.append(mail(1), mail(2))
        before = account.flags()
        clarify.done("intake", account.url)
        assert account.flags() == before
        assert not any(b"Seen" in flags for flags in before)

    def test_what_was_stored_becomes_seen_where_that_is_wanted(self, clarify, account):
        account.append(mail(1), b"no mail at all", mail(3))
        said = clarify("intake", account.url, "--mark-seen")
        assert said.code == 1
        assert [b"Seen" in flags for flags in account.flags()] == [True, False, True]

    def test_the_folder_is_read_anew_where_its_uids_are_given_anew(self, clarify, account):
        account.append(mail(1), mail(2))
        clarify.done("intake", account.url)
        account.remake()
        account.append(mail(2), mail(1), mail(3))
        rows = clarify.done("intake", account.url, "--json").rows
        assert [row["new"] for row in rows] == [False, False, True]
        assert len(clarify.done("queue", "--json").rows) == 3

    def test_a_message_without_a_date_has_the_one_of_its_arrival(self, clarify, account):
        account.append(mail(1, Date=""))
        [row] = clarify.done("intake", account.url, "--json").rows
        assert stored(row["id"])[0].received_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)

    def test_deleted_messages_are_gone_and_hold_nothing_up(self, clarify, account):
        account.append(mail(1), mail(2), mail(3))
        account.expunge(2)
        assert len(clarify.done("intake", account.url, "--json").rows) == 2
        account.expunge(2)
        account.append(mail(4))
        assert len(clarify.done("intake", account.url, "--json").rows) == 1

    def test_the_store_keeps_the_bytes_as_they_are(self, clarify, account):
        raw = mail(1, "Please order 5 m² of cloth.\r\n\r\n.\r\n)\r\n* BYE\r\n")
        account.append(raw)
        [row] = clarify.done("intake", account.url, "--json").rows
        assert stored(row["id"])[1] == raw
        Path("same.eml").write_bytes(raw)
        [known] = clarify.done("intake", "same.eml", "--json").rows
        assert (known["id"], known["new"]) == (row["id"], False)

    def test_names_of_folders_may_be_of_any_language(self, clarify, server, monkeypatch):
        monkeypatch.setenv("CLARIFY_IMAP__PASSWORD", PASSWORD)
        account = Account(server, "Aufträge")
        with account.client() as client:
            assert client.create('"Auftr&AOQ-ge"')[0] == "OK"
            client.append('"Auftr&AOQ-ge"', "", "", mail(1))
        url = f"imap://{USER}@127.0.0.1:{server}/Auftr%C3%A4ge"
        assert len(clarify.done("intake", url, "--json").rows) == 1
        assert len(clarify.done("intake", account.url, "--json").rows) == 0

    def test_a_hundred_messages_are_read_in_parts(self, clarify, account):
        account.append(
            *(mail(number % 60, Message_ID=f"<many{number}@example.org>") for number in range(120))
        )
        rows = clarify.done("intake", account.url, "--later", "--json").rows
        assert len({row["id"] for row in rows}) == 120
        assert {row["state"] for row in rows} == {"received"}

    def test_a_backup_knows_how_far_the_folder_was_read(self, clarify, account, monkeypatch, tmp_path):
        account.append(mail(1), b"no mail at all")
        clarify("intake", account.url)
        clarify.done("backup", "b.gz")
        monkeypatch.setenv("CLARIFY_DATABASE", f"sqlite:///{tmp_path / 'other.db'}")
        clarify.done("restore", "b.gz")
        assert clarify.done("intake", account.url, "--json").rows == []
        assert f"refused: {account.folder}: message 102" in clarify.done("doctor", "--json").out


class TestRefused:
    def test_what_is_too_large_is_not_fetched_but_told_and_kept(self, clarify, account, monkeypatch):
        monkeypatch.setenv("CLARIFY_LIMITS__FILE_BYTES", "3000")
        account.append(mail(1), mail(2, "x" * 5000), mail(3))
        said = clarify("intake", account.url, "--json")
        assert said.code == 1
        assert ids(said) == ["<m1@example.org>", "<m3@example.org>"]
        assert f"{account.folder}: message 102: it is larger than the 3,000 bytes" in said.err
        assert clarify.done("intake", account.url, "--json").out == ""
        told = next(row for row in clarify.done("doctor", "--json").rows if row["name"] == "mail")
        assert (
            f"{account.folder} read up to message 103; refused: {account.folder}: message 102: it is larger"
            in told["found"]
        )
        assert "--retry" in told["remedy"]

    def test_it_is_read_where_that_is_asked_for_and_possible_now(self, clarify, account, monkeypatch):
        monkeypatch.setenv("CLARIFY_LIMITS__FILE_BYTES", "3000")
        account.append(mail(1, "Please order toner. " * 400), mail(2, "Please order ink. " * 400))
        assert clarify("intake", account.url, "--json").code == 1
        monkeypatch.delenv("CLARIFY_LIMITS__FILE_BYTES")
        account.expunge(2)
        assert len(clarify.done("intake", account.url, "--retry", "--json").rows) == 1
        assert "refused" not in clarify.done("doctor", "--json").out

    @pytest.mark.parametrize(
        "hostile",
        [
            b"no mail at all",
            b"\xff\xfe\x00\x01" * 50,
            b"Subject: x\r\n" * 40_000 + b"\r\nhello",
            b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\n" * 3000,
            mail(9, " ", subject=""),
        ],
        ids=["no headers", "binary", "headers", "parts", "empty"],
    )
    def test_hostile_mail_holds_nothing_up(self, clarify, account, hostile):
        account.append(mail(1), hostile, mail(3))
        said = clarify("intake", account.url, "--json")
        assert said.code == 1
        assert ids(said) == ["<m1@example.org>", "<m3@example.org>"]
        assert said.err.startswith(f"clarify: {account.folder}: message 102: ")
        assert said.err.count("\n") == 1
        [kept] = clarify.done("unreadable", "--json").rows
        clarify.done("unreadable", kept["id"], "--output", "kept.eml")
        assert Path("kept.eml").read_bytes() == hostile
        assert clarify.done("intake", account.url, "--json").rows == []

    def test_a_header_that_no_parser_likes_is_only_a_header(self, clarify, account):
        account.append(b"To: " + b"(" * 3000 + b"\r\n\r\nPlease order toner.", mail(2))
        assert len(clarify.done("intake", account.url, "--json").rows) == 2


class TestTrouble:
    def said(self, clarify, url, *words):
        said = clarify("intake", url, *words)
        assert (said.code, said.out) == (1, "")
        assert "Traceback" not in said.err
        return said.err

    def test_a_wrong_password(self, clarify, account, monkeypatch):
        monkeypatch.setenv("CLARIFY_IMAP__PASSWORD", "wröng pass")
        assert "refuses the user or the password" in self.said(clarify, account.url)
        monkeypatch.setenv("CLARIFY_IMAP__PASSWORD", "wrong pass")
        err = self.said(clarify, account.url)
        assert "CLARIFY_IMAP__PASSWORD" in err and "wrong pass" not in err

    def test_no_password(self, clarify, account, monkeypatch):
        monkeypatch.delenv("CLARIFY_IMAP__PASSWORD")
        assert "there is no password: set CLARIFY_IMAP__PASSWORD" in self.said(clarify, account.url)

    def test_no_such_folder_names_those_there_are(self, clarify, account):
        err = self.said(clarify, f"imap://{USER}@127.0.0.1:{account.port}/Nowhere")
        assert "no folder 'Nowhere'" in err and "'INBOX'" in err

    def test_nobody_listens(self, clarify, account):
        with scripted({}) as port:
            pass
        assert "not reached" in self.said(clarify, f"imap://{USER}@127.0.0.1:{port}/INBOX")

    @pytest.mark.parametrize(
        "url",
        [
            "imap://ana:hush@127.0.0.1/INBOX",
            "imaps://ana:hu/sh@mail.example.org/INBOX",
            "imaps://ana:hu#sh@mail.example.org/INBOX",
            "imap:ana:hush@mail.example.org",
            "IMAPS://ana:hush@mail.example.org:port/",
            "imaps://ana%0d%0aA1 hush@mail.example.org/INBOX",
        ],
    )
    @pytest.mark.parametrize("command", ["intake", "extract"])
    def test_a_password_in_the_address_is_refused_and_not_repeated(self, clarify, account, url, command):
        said = clarify(command, url)
        assert (said.code, said.out) == (1, "")
        assert not any(part in said.err for part in ("hu/", "hu#", "hush", "ana"))

    def test_without_tls_no_password_goes_to_other_machines(self, clarify, account):
        assert "imaps://" in self.said(clarify, "imap://ana@mail.example.org/INBOX")

    def test_files_and_mail_folders_are_not_mixed(self, clarify, account):
        Path("n.txt").write_text("Please order toner.")
        assert "'n.txt' is no mail folder" in self.said(clarify, account.url, "n.txt")

    @pytest.mark.parametrize(
        ("answers", "told"),
        [
            ({"LOGIN": "{tag} NO [AUTHENTICATIONFAILED] not {command}"}, "refuses the user or the password"),
            ({"LOGIN": "{tag} BAD {command}"}, "refuses the user or the password"),
            ({"LOGIN": "{tag} NO [UNAVAILABLE] later"}, "nobody in at present"),
            ({"LOGIN": "* BYE"}, "lost each other"),
            ({"EXAMINE": "{tag} OK fine"}, "UIDVALIDITY"),
            ({"EXAMINE": "* OK [UIDVALIDITY many]\r\n{tag} OK fine"}, "lost each other"),
            ({"UID SEARCH": "* SEARCH 1 2 x\r\n{tag} OK fine"}, "lost each other"),
            ({"UID SEARCH": "{tag} NO try later"}, "try later"),
            ({"UID FETCH 1 (BODY": "* 1 FETCH (UID 1 BODY[] {9999999999}\r\n"}, "was not asked for"),
            ({"UID FETCH 1 (BODY": "{tag} OK fine"}, "does not hand out message 1"),
        ],
    )
    def test_a_server_that_answers_badly(self, clarify, monkeypatch, answers, told):
        monkeypatch.setenv("CLARIFY_IMAP__PASSWORD", "hush")
        usual = {
            "EXAMINE": "* OK [UIDVALIDITY 7]\r\n{tag} OK fine",
            "UID SEARCH": "* SEARCH 1\r\n{tag} OK fine",
            "UID FETCH 1 (RFC822.SIZE": "* 1 FETCH (UID 1 RFC822.SIZE 99)\r\n{tag} OK fine",
        }
        with scripted(usual | answers) as port:
            err = self.said(clarify, f"imap://ana@127.0.0.1:{port}/INBOX")
        assert told in err
        assert "hush" not in err

    def test_no_imap_at_all(self, clarify, account):
        with scripted({}, greeting="220 mail.example.org ESMTP") as port:
            self.said(clarify, f"imap://{USER}@127.0.0.1:{port}/INBOX")

    def test_a_connection_that_is_cut_loses_nothing(self, clarify, account):
        account.append(*map(mail, range(8)))
        with way_to(account.port, lambda number: 2500 if number == 0 else None) as port:
            url = f"imap://{USER}@127.0.0.1:{port}/{account.folder}"
            said = clarify("intake", url, "--json")
            assert said.code == 1 and 0 < len(said.rows) < 8
            assert "not reached" in said.err or "lost each other" in said.err
            rest = clarify.done("intake", url, "--json").rows
        assert len(said.rows) + len(rest) == 8
        assert all(row["new"] for row in rest)


class TestTls:
    @pytest.fixture
    def certificate(self, tmp_path):
        if not shutil.which("openssl"):
            pytest.skip("there is no openssl to make a certificate with")
        key, made = tmp_path / "key.pem", tmp_path / "cert.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
             "-keyout", key, "-out", made],
            check=True, capture_output=True,
        )  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made, key)
        return made, context

    def test_only_a_server_that_proves_its_name_hears_the_password(
        self, clarify, account, certificate, monkeypatch
    ):
        path, context = certificate
        account.append(mail(1))
        with way_to(account.port, tls=context) as port:
            url = f"imaps://{USER}@localhost:{port}/{account.folder}"
            said = clarify("intake", url)
            assert said.code == 1 and "its certificate does not prove" in said.err
            monkeypatch.setenv("SSL_CERT_FILE", str(path))
            said = clarify("intake", url.replace("localhost", "127.0.0.1"))
            assert said.code == 1 and "its certificate does not prove" in said.err
            assert len(clarify.done("intake", url, "--json").rows) == 1


class TestWatching:
    def test_it_looks_again_until_it_is_stopped(self, account, tmp_path):
        account.append(mail(1))
        with closing(
            Watching(tmp_path / "home", "intake", account.url, "--watch", "--json", **POLL)
        ) as watching:
            assert watching.row()["new"]
            account.append(mail(2), b"no mail at all")
            assert watching.row()["proposals"]
            watching.told("message 103")
            assert watching.quiet_for(1)
            assert watching.end(signal.SIGINT) == 0
        assert account.flags()[0].count(b"Seen") == 0

    def test_a_lost_connection_is_told_and_tried_again(self, account, tmp_path):
        account.append(*map(mail, range(4)))
        with way_to(account.port, lambda number: 1500 if number in (0, 1) else None) as port:
            url = f"imap://{USER}@127.0.0.1:{port}/{account.folder}"
            with closing(Watching(tmp_path / "home", "intake", url, "--watch", "--json", **POLL)) as watching:
                watching.told("looking again in")
                rows = [watching.row() for _ in range(4)]
                assert len({row["source_id"] for row in rows}) == 4
                account.append(mail(5))
                assert watching.row()["new"]
                assert watching.end() == 0

    def test_what_waiting_does_not_mend_ends_it_at_once(self, account, tmp_path):
        settings = POLL | {"CLARIFY_IMAP__PASSWORD": "wrong"}
        with closing(Watching(tmp_path / "home", "intake", account.url, "--watch", **settings)) as watching:
            watching.told("refuses the user or the password")
            assert watching.running.wait(20) == 1

    def test_once_it_went_well_everything_is_waited_for(self, account, tmp_path):
        account.append(mail(1))
        with closing(
            Watching(tmp_path / "home", "intake", account.url, "--watch", "--json", **POLL)
        ) as watching:
            watching.row()
            account.remove()
            assert "looking again" in watching.told("there is no folder")
            account.make()
            account.append(mail(1), mail(2))
            assert watching.row()["source_id"] == "<m2@example.org>"
            assert watching.end() == 0


@pytest.fixture(scope="module")
def victims():
    """Kills a command at a call of its own, and hands out how it ended."""
    command = [sys.executable, "-m", "tests.e2e.imap_victims"]
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as forking:

        def kill(**told) -> int:
            forking.stdin.write(f"{json.dumps(told)}\n")
            forking.stdin.flush()
            return int(forking.stdout.readline())

        yield kill
        forking.stdin.close()


class TestKilled:
    @pytest.mark.parametrize("before", ["before", "after"])
    @pytest.mark.parametrize(
        ("owner", "name"),
        [
            ("SqlIntakes", "receive"),
            ("SqlMailFolders", "passed"),
            ("SqlMailFolders", "begin"),
            ("Mailbox", "fetch"),
        ],
    )
    def test_a_kill_loses_nothing_and_does_nothing_twice(
        self, clarify, account, tmp_path, victims, owner, name, before
    ):
        account.append(*map(mail, range(4)))
        home = {"CLARIFY_HOME": str(tmp_path / "home"), "CLARIFY_IMAP__PASSWORD": PASSWORD}
        died = victims(
            owner=owner, name=name, before=before == "before", calls=1 if name == "begin" else 3,
            words=["intake", account.url, "--mark-seen"], home=home, folder=str(tmp_path),
        )  # fmt: skip
        assert died == -signal.SIGKILL
        clarify.done("intake", account.url, "--mark-seen", "--json")
        waiting = clarify.done("queue", "--json").rows
        assert Counter(row["intake_id"] for row in waiting).most_common(1)[0][1] == 1
        assert len(waiting) == 4
        assert all(b"Seen" in flags for flags in account.flags())
        assert json.loads(clarify.done("verify", "--json").out)["fine"]
