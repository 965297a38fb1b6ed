"""What the store promises, on each database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
import sqlalchemy as sa

from agent.errors import (
    AlreadyDecided,
    AmbiguousId,
    InvalidChange,
    ModelUnavailable,
    NotFound,
    StaleRevision,
    StoreUnusable,
    UnknownPerson,
)
from agent.models import Channel, DecisionKind, Party, ProposalState, WorkStatus
from agent.review import decide, revise, undo
from agent.stores.database import Database, store_id
from agent.stores.people import User
from agent.stores.schema import metadata, work_items
from agent.terms import IntakeState, JobKind
from agent.worker import MOST_ATTEMPTS, drain
from tests.databases import execute, tables
from tests.houses import ANA, MONDAY, house

LATER = MONDAY + timedelta(days=90)


@pytest.fixture
def home(database_url):
    with house(database_url) as opened:
        yield opened


def test_the_migrations_make_the_schema_that_the_code_expects(home):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with home.workspace.database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_migrations_can_be_taken_back_and_made_again(home):
    from alembic import command

    from agent.stores.database import alembic_config

    with home.workspace.database.write() as connection:
        command.downgrade(alembic_config(connection), "base")
        assert set(sa.inspect(connection).get_table_names()) == {"alembic_version"}
        command.upgrade(alembic_config(connection), "head")
    test_the_migrations_make_the_schema_that_the_code_expects(home)


class TestIntake:
    def test_the_same_source_id_and_content_is_the_same_intake(self, home):
        first = home.submit("do it", source_id="mail 1")
        assert home.submit("do it", source_id="mail 1") == first
        assert len(home.services.intakes.find()) == 1

    def test_the_same_source_id_with_another_content_is_kept_and_points_to_the_first(self, home):
        first = home.submit("do it", source_id="mail 1")
        second = home.submit("do something else", source_id="mail 1")
        assert home.services.intakes.get(second).conflicts_with == first

    def test_without_an_id_sender_time_and_text_make_it_the_same(self, home):
        from agent.models import Arrival

        def arrive(at):
            told = Arrival(
                channel=Channel.CHAT, sender=Party(name="Bo"), received_at=at, text="order toner", raw=b"x"
            )
            return home.services.intakes.receive(told)

        first, new = arrive(MONDAY)
        again, still_new = arrive(MONDAY)
        months_later, is_new = arrive(LATER)
        assert (new, still_new, is_new) == (True, False, True)
        assert first.id == again.id != months_later.id

    def test_the_bytes_are_kept_as_they_arrived(self, home):
        intake = home.services.intakes.get(home.submit("Grüße\tund\x0bmehr"))
        assert home.services.intakes.raw(intake) == "Grüße\tund\x0bmehr".encode()

    def test_no_work_and_could_not_be_read_are_different_states(self, home):
        nothing = home.submit("thanks")
        drain(home.services)
        home.engine.failure = ModelUnavailable("no model")
        unread = home.submit("do it")
        for _ in range(MOST_ATTEMPTS):
            drain(home.services)
            home.clock.at += timedelta(days=1)
        assert home.services.intakes.status(nothing).state is IntakeState.NOT_WORK
        assert home.services.intakes.status(unread).state is IntakeState.FAILED
        assert home.services.intakes.status(unread).reason == "no model"

    def test_a_failed_intake_can_be_read_again(self, home):
        home.engine.failure = ModelUnavailable("no model")
        intake_id = home.submit("do it")
        for _ in range(MOST_ATTEMPTS):
            drain(home.services)
            home.clock.at += timedelta(days=1)
        home.engine.failure = None
        home.services.intakes.retry(home.services.intakes.get(intake_id))
        drain(home.services)
        assert len(home.services.proposals.find(intake_id=intake_id)) == 1

    def test_reading_it_twice_proposes_once(self, home):
        from agent.pipeline import clarify

        [made] = home.propose("do it")
        clarify(home.services.intakes.get(made.intake_id), home.services)
        assert home.services.proposals.find() == [made]


class TestReview:
    def test_a_confirm_makes_one_work_item_with_a_receipt(self, home):
        [seen] = home.propose("Bob: do pay invoice 7")
        work = home.confirm(seen)
        drain(home.services)
        stored = home.services.registry.get(work.id)
        assert (stored.digest, stored.confirmed_by) == (seen.digest, ANA)
        assert [receipt.reference for receipt in stored.receipts] == [work.id]

    def test_a_second_confirm_is_refused(self, home):
        [seen] = home.propose("do it")
        home.confirm(seen)
        with pytest.raises(AlreadyDecided):
            home.confirm(seen)
        assert len(home.services.registry.find()) == 1

    def test_a_stale_page_cannot_decide(self, home):
        from agent.models import Changes

        [seen] = home.propose("do it")
        revise(home.decision(DecisionKind.EDIT, seen, changes=Changes(goal="do that")), home.services)
        with pytest.raises(StaleRevision):
            home.confirm(seen)
        assert home.services.registry.find() == []

    def test_two_who_decide_at_once_do_not_both_win(self, home):
        """Both passed the pure check on the same revision; the store lets one through."""
        [seen] = home.propose("do it")
        first = home.decision(DecisionKind.REJECT, seen)
        home.services.proposals.record(decide(seen, first), first, None)
        second = home.decision(DecisionKind.SNOOZE, seen)
        with pytest.raises(StaleRevision):
            home.services.proposals.record(decide(seen, second), second, None)
        assert home.services.proposals.get(seen.id).state is ProposalState.REJECTED

    def test_nobody_decides_who_is_no_user(self, home):
        [seen] = home.propose("do it")
        with pytest.raises(sa.exc.IntegrityError):
            home.confirm(seen, by="Mallory")
        with pytest.raises(UnknownPerson):
            home.people.user("Mallory")
        assert home.services.registry.find() == []

    def test_an_undone_confirm_withdraws_the_work_and_it_can_be_confirmed_anew(self, home):
        [seen] = home.propose("do it")
        home.confirm(seen)
        confirmed = home.services.proposals.get(seen.id)
        restored = undo(home.decision(DecisionKind.UNDO, confirmed), home.services)
        home.confirm(restored)
        assert [w.status for w in home.services.registry.find()] == [WorkStatus.WITHDRAWN, WorkStatus.OPEN]

    def test_finished_work_is_not_undone_by_the_way(self, home):
        [seen] = home.propose("do it")
        work = home.confirm(seen)
        home.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
        confirmed = home.services.proposals.get(seen.id)
        with pytest.raises(InvalidChange, match="reopen"):
            undo(home.decision(DecisionKind.UNDO, confirmed), home.services)
        assert home.services.registry.get(work.id).status is WorkStatus.DONE

    def test_an_undone_edit_brings_the_item_back(self, home):
        from agent.models import Changes

        [seen] = home.propose("do it")
        edited = revise(home.decision(DecisionKind.EDIT, seen, changes=Changes(owner="Bob")), home.services)
        restored = undo(home.decision(DecisionKind.UNDO, edited), home.services)
        assert restored.item == seen.item
        assert restored.revision == seen.revision + 2

    def test_there_is_nothing_to_undo_where_nobody_decided(self, home):
        [seen] = home.propose("do it")
        with pytest.raises(InvalidChange, match="nothing to undo"):
            undo(home.decision(DecisionKind.UNDO, seen), home.services)

    def test_the_database_itself_refuses_work_without_a_decision(self, home):
        [seen] = home.propose("do it")
        row = {
            "id": "W-1", "workspace": "default", "proposal_id": seen.id, "revision": 1,
            "status": "open", "digest": seen.digest, "document": {},
        }  # fmt: skip
        with pytest.raises(sa.exc.IntegrityError), home.workspace.database.write() as connection:
            connection.execute(sa.insert(work_items).values(**row))

    def test_an_id_may_be_shortened_until_it_is_ambiguous(self, home):
        first, second = home.propose("do this\ndo that")
        assert home.services.proposals.get(first.id[:9]).id == first.id
        with pytest.raises(AmbiguousId):
            home.services.proposals.get("P-")
        with pytest.raises(NotFound):
            home.services.proposals.get("P-%")
        assert first.id != second.id


class TestWorkspaces:
    def test_another_workspace_sees_nothing(self, home):
        [seen] = home.propose("do it", source_id="mail 1")
        work = home.confirm(seen)
        with house(home.url, workspace="other") as other:
            assert other.services.intakes.find() == other.services.proposals.find() == []
            assert other.services.registry.find() == other.services.registry.existing([work.id]) == []
            for missing in (seen.id, "P-never"):
                with pytest.raises(NotFound, match="there is no proposal"):
                    other.services.proposals.get(missing)
            with pytest.raises(NotFound):
                other.services.registry.set_status(work.id, WorkStatus.DONE, ANA)
            assert other.services.proposals.history(seen.id) == []

    def test_the_same_source_id_is_another_intake_there(self, home):
        mine = home.submit("do it", source_id="mail 1")
        with house(home.url, workspace="other") as other:
            assert other.submit("do it", source_id="mail 1") != mine


class TestJobs:
    LEASE = timedelta(minutes=1)

    def test_a_job_is_claimed_once(self, home):
        home.submit("do it")
        assert home.services.jobs.claim("one", self.LEASE)
        assert home.services.jobs.claim("two", self.LEASE) is None

    def test_a_dead_workers_job_is_taken_over_and_its_late_result_is_refused(self, home):
        home.submit("do it")
        lost = home.services.jobs.claim("one", self.LEASE)
        home.clock.at += self.LEASE * 2
        taken = home.services.jobs.claim("two", self.LEASE)
        assert taken.id == lost.id
        assert not home.services.jobs.done(lost, "one")
        assert home.services.jobs.done(taken, "two")

    def test_the_index_is_fed_before_the_next_text_is_read(self, home):
        home.propose("do order toner for the printer")
        home.submit("do one")
        with home.workspace.database.write() as connection:
            home.workspace.enqueue(connection, JobKind.INDEX, "P-1")
        assert home.services.jobs.claim("one", self.LEASE).kind is JobKind.INDEX

    def test_a_later_job_waits_for_its_time(self, home):
        home.submit("do it")
        job = home.services.jobs.claim("one", self.LEASE)
        home.services.jobs.retry(job, "one", "busy", timedelta(hours=1))
        assert home.services.jobs.claim("one", self.LEASE) is None
        home.clock.at += timedelta(hours=2)
        assert home.services.jobs.claim("one", self.LEASE).attempts == 2


class TestIndex:
    def test_a_second_asking_finds_the_first(self, home):
        [first] = home.propose("do order toner for the printer on floor 3")
        [second] = home.propose("do order toner for the printer on floor 3")
        assert [match.id for match in second.similar.matches] == [first.id]

    def test_items_of_the_same_text_are_no_matches(self, home):
        both = home.propose("do order toner for the printer\ndo order toner for the printer")
        assert [proposal.similar.matches for proposal in both] == [(), ()]

    def test_a_broken_index_is_unavailable_and_never_no_matches(self, home):
        from agent.models import Finding, Trace
        from agent.pipeline import propose

        [first] = home.propose("do order toner")
        home.index.broken = True
        intake = home.services.intakes.get(first.intake_id)
        made = propose(
            Finding(goal="order toner", quotes=("do order toner",)), intake, Trace(engine="x"), home.services
        )
        assert made.similar.unavailable
        assert made.similar.matches == ()

    def test_the_worker_rebuilds_a_broken_index(self, home):
        home.propose("do order toner for the printer on floor 3")
        home.index.broken = True
        [second] = home.propose("do order toner for the printer on floor 3")
        assert second.similar.unavailable is None
        assert len(second.similar.matches) == 1

    def test_rejected_and_withdrawn_work_is_forgotten(self, home):
        [seen] = home.propose("do order toner for the printer on floor 3")
        revise(home.decision(DecisionKind.REJECT, seen), home.services)
        [second] = home.propose("do order toner for the printer on floor 3")
        assert second.similar.matches == ()


class TestOpening:
    def test_a_database_of_others_is_refused(self, database_url):
        execute(database_url, "CREATE TABLE customers (id INTEGER)")
        with pytest.raises(StoreUnusable, match="other tables"), closing(Database(database_url)) as database:
            database.open()
        assert tables(database_url) == ["customers"]

    def test_a_database_of_a_newer_program_is_refused(self, home):
        execute(home.url, "UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(StoreUnusable, match="newer"), closing(Database(home.url)) as database:
            database.open()

    def test_a_file_that_is_no_database_is_refused(self, tmp_path):
        (tmp_path / "clarify.db").write_bytes(b"this is no database at all, just some text" * 100)
        with pytest.raises(StoreUnusable, match="cannot be used"):
            Database(f"sqlite:///{tmp_path / 'clarify.db'}").open()

    def test_several_that_start_at_once_make_it_once(self, database_url):
        def start(_):
            with closing(Database(database_url)) as database:
                database.open()
                return store_id(database)

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(start, range(8)))) == 1


def test_a_user_is_added_once(home):
    with pytest.raises(InvalidChange, match="already"):
        home.people.add(User(name="ana novak"))
    with pytest.raises(InvalidChange, match="needs a name"):
        home.people.add(User(name=" "))
