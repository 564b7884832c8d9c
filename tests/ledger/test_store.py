from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from outreach.errors import CannotMark, NothingToUndo, RunGoesOn
from outreach.ledger.answers import Try
from outreach.ledger.moves import MoveOutsideTable
from outreach.ledger.store import SqlLedger
from outreach.model.campaign import Way
from outreach.model.dispatch import (
    Addressee,
    Claim,
    Deferred,
    Ledger,
    Refused,
    Sent,
    Status,
    Unknown,
    Unreachable,
)

ANSWERS = {
    Sent("2.0.0 queued", 250): Status.SENT,
    Deferred("4.7.1 try later", 451): Status.DEFERRED,
    Refused("5.1.1 no such user", 550): Status.REFUSED,
    Unknown("the connection was lost"): Status.UNKNOWN,
    Unreachable("no route to host"): Status.DEFERRED,
}


class LedgerContract:
    """What every ledger keeps to. A subclass has a fixture `office`."""

    @pytest.fixture
    def ledger(self, office: Any) -> SqlLedger:
        return office.open()

    @pytest.fixture
    def run(self, office: Any, ledger: SqlLedger) -> Any:
        with ledger.run("jane", office.now) as run:
            yield run

    @pytest.fixture
    def claim(self, office: Any, ledger: SqlLedger, run: str) -> Any:
        def claim(recipient: str, **mailing: Any) -> Claim | None:
            key, addressee = office.key(recipient), office.addressee(recipient)
            made = office.mailing(recipient, **mailing)
            return ledger.claim(key, addressee, made, run, office.now)

        return claim

    @pytest.fixture
    def status(self, office: Any, ledger: SqlLedger) -> Any:
        return lambda recipient: ledger.statuses("release", "1").get((recipient, ""))

    @pytest.fixture(autouse=True)
    def sound(self, office: Any) -> Any:
        """Whatever a test does, the ledger agrees with itself afterwards."""
        yield
        office.close()
        assert office.read().check() == ()

    def test_of_two_runs_that_are_to_be_alone_the_second_is_refused(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        other = office.open()
        with ledger.run("post", office.now, alone=True):
            with (
                pytest.raises(RunGoesOn, match="at the same work"),
                other.run("post", office.now, alone=True),
            ):
                pass
            with other.run("jane", office.now, alone=True), other.run("post", office.now):
                pass
        with other.run("post", office.now, alone=True):
            pass

    # --- claims and outcomes -------------------------------------------------------------------

    def test_it_keeps_to_the_protocol(self, ledger: SqlLedger) -> None:
        as_protocol: Ledger = ledger
        assert as_protocol.statuses("release", "1") == {}

    def test_the_last_try_is_known_with_its_number_and_time(
        self, office: Any, ledger: SqlLedger, claim: Any, run: str
    ) -> None:
        assert ledger.last_try(office.key("ann")) is None
        ledger.settle(claim("ann"), Deferred("later"), office.now)
        assert ledger.last_try(office.key("ann")) == Try(1, office.now)
        at = office.later(minutes=30)
        again = ledger.retake(office.key("ann"), run, at)
        ledger.settle(again, Unknown("gone"), office.later(minutes=10))
        assert ledger.last_try(office.key("ann")) == Try(2, at)

    def test_a_letter_is_claimed_once(self, claim: Any, status: Any) -> None:
        first = claim("ann")
        assert (first.tries, first.mailing.address) == (1, "ann@example.org")
        assert status("ann") is Status.CLAIMED
        assert claim("ann") is None

    def test_another_address_is_no_second_letter(self, claim: Any) -> None:
        claim("ann")
        assert claim("ann", address="other@example.org") is None

    def test_a_new_wave_is_a_second_letter(
        self, office: Any, ledger: SqlLedger, run: str, claim: Any
    ) -> None:
        claim("ann")
        again = ledger.claim(
            office.key("ann", wave="2"), Addressee(""), office.mailing("ann"), run, office.now
        )
        assert again is not None

    @pytest.mark.parametrize("outcome", ANSWERS, ids=lambda outcome: type(outcome).__name__)
    def test_an_outcome_is_recorded(
        self, office: Any, ledger: SqlLedger, claim: Any, status: Any, outcome: Any
    ) -> None:
        assert ledger.settle(claim("ann"), outcome, office.now) is ANSWERS[outcome]
        assert status("ann") is ANSWERS[outcome]
        (item,) = ledger.history()
        assert item.detail == f"{getattr(outcome, 'code', 0) or ''} {outcome.words}".strip()

    @pytest.mark.parametrize(
        ("way", "status"),
        [
            (Way.EMAIL, Status.SENT),
            (Way.DRAFT, Status.DRAFTED),
            (Way.FORM, Status.SUBMITTED),
            (Way.POST, Status.POSTED),
        ],
    )
    def test_each_way_has_its_word_for_handed_over(
        self, office: Any, ledger: SqlLedger, claim: Any, way: Way, status: Status
    ) -> None:
        assert ledger.settle(claim("ann", way=way), Sent(), office.now) is status

    def test_a_claim_is_settled_once(self, office: Any, ledger: SqlLedger, claim: Any) -> None:
        mine = claim("ann")
        ledger.settle(mine, Sent(), office.now)
        with pytest.raises(MoveOutsideTable):
            ledger.settle(mine, Refused("5.0.0"), office.now)
        assert ledger.counts("release", "1") == {Status.SENT: 1}

    def test_a_claim_of_an_earlier_attempt_cannot_settle_a_later_one(
        self, office: Any, ledger: SqlLedger, claim: Any, status: Any
    ) -> None:
        first = claim("ann")
        ledger.settle(first, Refused("5.1.1", 550), office.now)
        claim("ann", address="other@example.org")
        with pytest.raises(MoveOutsideTable):
            ledger.settle(first, Sent(), office.now)
        assert status("ann") is Status.CLAIMED

    def test_an_answer_that_comes_after_all_takes_the_place_of_unknown(
        self, office: Any, ledger: SqlLedger, claim: Any
    ) -> None:
        mine = claim("ann")
        ledger.settle(mine, Unknown("lost"), office.now)
        assert ledger.settle(mine, Sent("queued", 250), office.now) is Status.SENT

    def test_a_decision_is_not_overruled_by_a_late_answer(
        self, office: Any, ledger: SqlLedger, claim: Any, status: Any
    ) -> None:
        mine = claim("ann")
        ledger.settle(mine, Unknown("lost"), office.now)
        ledger.resolve(mine.key, Status.SENT, by="jane", at=office.now)
        with pytest.raises(MoveOutsideTable):
            ledger.settle(mine, Refused("5.0.0"), office.now)
        assert status("ann") is Status.SENT

    def test_words_that_no_database_keeps_are_recorded_all_the_same(
        self, office: Any, ledger: SqlLedger, claim: Any
    ) -> None:
        ledger.settle(claim("ann"), Refused("5.0.0 \x00 \udcff 香港", 550), office.now)
        (item,) = ledger.history()
        assert item.detail == "550 5.0.0 \ufffd ? 香港"

    # --- another attempt -----------------------------------------------------------------------

    def test_a_refused_letter_is_claimed_again_by_another_way_or_address_only(
        self, office: Any, ledger: SqlLedger, claim: Any
    ) -> None:
        ledger.settle(claim("ann"), Refused("5.1.1", 550), office.now)
        assert claim("ann") is None
        assert claim("ann", address="ANN@example.org ") is None
        by_post = claim("ann", way=Way.POST, address="1 Elm Street")
        ledger.settle(by_post, Refused("no such street"), office.now)
        assert claim("ann") is None
        assert claim("ann", address="ann@example.net") is not None

    @pytest.mark.parametrize("back", [Status.BOUNCED, Status.REPLIED])
    def test_what_came_back_decides_whether_it_may_be_claimed_again(
        self, office: Any, ledger: SqlLedger, claim: Any, back: Status
    ) -> None:
        ledger.settle(claim("ann"), Sent(), office.now)
        ledger.record(office.key("ann"), back, at=office.now, recorded_at=office.now, by="inbox")
        assert (claim("ann", address="ann@example.net") is not None) == (back is Status.BOUNCED)

    # --- deferred ------------------------------------------------------------------------------

    def test_a_deferred_letter_is_taken_again_with_the_same_bytes(
        self, office: Any, ledger: SqlLedger, run: str, claim: Any
    ) -> None:
        first = claim("ann")
        ledger.settle(first, Deferred("4.7.1", 451), office.now)
        assert claim("ann") is None
        again = ledger.retake(first.key, run, office.later(minutes=30))
        assert again is not None
        assert (again.mailing, again.tries) == (first.mailing, 2)
        assert ledger.retake(first.key, run, office.now) is None
        assert ledger.settle(again, Sent("2.0.0", 250), office.now) is Status.SENT

    def test_only_deferred_letters_are_retaken(
        self, office: Any, ledger: SqlLedger, run: str, claim: Any
    ) -> None:
        ledger.settle(claim("ann"), Unknown("lost"), office.now)
        assert ledger.retake(office.key("ann"), run, office.now) is None
        assert ledger.retake(office.key("nobody"), run, office.now) is None

    def test_waits_grow_and_end_after_five_days(
        self, office: Any, ledger: SqlLedger, run: str, claim: Any, status: Any
    ) -> None:
        ledger.settle(claim("ann"), Deferred("4.7.1 later", 451), office.now)
        began, waits = office.now, []
        while status("ann") is Status.DEFERRED:
            assert ledger.deferred("release", "1", office.now) == ()
            due = ledger.next_retry("release", "1")
            waits.append(due - office.now)
            office.now = due
            (key,) = ledger.deferred("release", "1", office.now)
            ledger.settle(ledger.retake(key, run, due), Deferred("4.7.1 later", 451), due)
        assert waits[:4] == [timedelta(minutes=30), *(timedelta(hours=h) for h in (1, 2, 4))]
        assert max(waits) == timedelta(hours=8)
        assert timedelta(days=5) <= office.now - began < timedelta(days=5, hours=8)
        assert status("ann") is Status.REFUSED
        (item,) = ledger.history()
        assert item.detail == "Given up after 5 days. 451 4.7.1 later"

    def test_a_letter_that_is_not_due_can_be_left_alone_or_taken_regardless(
        self, office: Any, ledger: SqlLedger, run: str, claim: Any
    ) -> None:
        ledger.settle(claim("ann"), Deferred("4.7.1", 451), office.now)
        assert ledger.deferred("release", "1", office.now, regardless=True) == (office.key("ann"),)
        assert ledger.retake(office.key("ann"), run, office.now, only_if_due=True) is None
        assert ledger.retake(office.key("ann"), run, office.now) is not None

    def test_a_server_that_was_not_reached_is_tried_again_soon_and_for_ever(
        self, office: Any, ledger: SqlLedger, run: str, claim: Any
    ) -> None:
        ledger.settle(claim("ann"), Unreachable("no route"), office.now)
        (key,) = ledger.deferred("release", "1", office.later(minutes=1))
        again = ledger.retake(key, run, office.later(days=30))
        assert ledger.settle(again, Unreachable("no route"), office.now) is Status.DEFERRED

    # --- runs ----------------------------------------------------------------------------------

    def test_claims_that_a_run_leaves_open_become_unknown(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        with ledger.run("jane", office.now) as run:
            ledger.claim(
                office.key("ann"), Addressee("Ann"), office.mailing("ann"), run, office.now
            )
        (item,) = ledger.unknowns("release")
        assert item.detail.startswith("The run ended before the answer was on record")

    def test_claims_of_a_run_that_lives_are_left_alone(self, office: Any, claim: Any) -> None:
        claim("ann")
        office.later(days=400)
        assert office.open().counts("release", "1") == {Status.CLAIMED: 1}

    def test_a_run_can_only_be_claimed_for_while_it_lives(
        self, office: Any, ledger: SqlLedger
    ) -> None:
        with ledger.run("jane", office.now) as run:
            pass
        with pytest.raises(KeyError):
            ledger.claim(office.key("ann"), Addressee(""), office.mailing("ann"), run, office.now)

    # --- several writes in one -----------------------------------------------------------------

    def test_writes_made_together_are_all_there_or_none(
        self, office: Any, ledger: SqlLedger, claim: Any
    ) -> None:
        def fail() -> None:
            with ledger.together():
                claim("ann")
                with ledger.together():
                    claim("bob")
                assert len(ledger.statuses("release", "1")) == 2
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        assert ledger.statuses("release", "1") == {}
        with ledger.together():
            claim("ann")
            claim("bob")
        assert len(office.read().statuses("release", "1")) == 2

    def test_an_account_takes_its_turn_within_a_transaction(
        self, office: Any, ledger: SqlLedger, claim: Any
    ) -> None:
        with ledger.together():
            ledger.take_turn("jane")
            assert len(ledger.sent_times("jane", office.now)) == 0
            assert claim("ann") is not None
            assert len(ledger.sent_times("jane", office.now)) == 1

    # --- by hand -------------------------------------------------------------------------------

    @pytest.fixture
    def mark(self, office: Any, ledger: SqlLedger) -> Any:
        def mark(recipient: str, kind: Status, **more: Any) -> Status:
            given = {"at": office.now, "recorded_at": office.now, "by": "jane"} | more
            return ledger.record(office.key(recipient), kind, **given)

        return mark

    def test_a_letter_goes_by_post(self, office: Any, ledger: SqlLedger, mark: Any) -> None:
        ann = {"addressee": Addressee("Ann", "Minister"), "address": "1 Elm Street"}
        assert mark("ann", Status.PREPARED, content=b"Dear Ann", **ann) is Status.PREPARED
        assert mark("ann", Status.PRINTED) is Status.PRINTED
        posted = office.now - timedelta(days=1)
        assert mark("ann", Status.POSTED, at=posted, detail="by hand") is Status.POSTED
        (item,) = ledger.history()
        assert (item.name, item.office, item.channel) == ("Ann", "Minister", "post")
        assert (item.status, item.at, item.detail) == (Status.POSTED, posted, "by hand")
        assert ledger.content(item.sha256) == b"Dear Ann"

    def test_a_letter_can_be_marked_posted_without_more(self, mark: Any, claim: Any) -> None:
        mark("ann", Status.POSTED, address="1 Elm Street")
        assert claim("ann") is None

    def test_a_letter_printed_anew_with_other_words_keeps_both(
        self, ledger: SqlLedger, mark: Any
    ) -> None:
        mark("ann", Status.PREPARED, content=b"first")
        mark("ann", Status.PRINTED)
        mark("ann", Status.PREPARED, content=b"second")
        (item,) = ledger.history()
        assert ledger.content(item.sha256) == b"second"

    def test_what_does_not_fit_is_refused_and_changes_nothing(
        self, office: Any, ledger: SqlLedger, claim: Any, mark: Any, status: Any
    ) -> None:
        ledger.settle(claim("ann"), Sent(), office.now)
        with pytest.raises(CannotMark, match="The letter to ann cannot be marked posted: it is se"):
            mark("ann", Status.POSTED)
        with pytest.raises(CannotMark):
            mark("bob", Status.RETURNED)
        assert status("ann") is Status.SENT
        assert status("bob") is None

    def test_a_claimed_letter_cannot_be_marked(self, claim: Any, mark: Any) -> None:
        claim("ann")
        for kind in (Status.SENT, Status.BOUNCED, Status.POSTED):
            with pytest.raises(CannotMark):
                mark("ann", kind)

    def test_a_returned_letter_may_go_again(self, mark: Any, claim: Any) -> None:
        mark("ann", Status.POSTED, address="1 Elm Street")
        mark("ann", Status.RETURNED)
        assert mark("ann", Status.PREPARED, address="1 Elm Street") is Status.PREPARED

    def test_a_second_reply_is_recorded_too(
        self, office: Any, ledger: SqlLedger, mark: Any
    ) -> None:
        mark("ann", Status.POSTED)
        mark("ann", Status.REPLIED, detail="received")
        assert mark("ann", Status.REPLIED, detail="answered") is Status.REPLIED

    # --- decisions -----------------------------------------------------------------------------

    @pytest.mark.parametrize("decision", [Status.SENT, Status.DEFERRED, Status.REFUSED])
    def test_a_person_decides_what_became_of_an_unknown_letter(
        self, office: Any, ledger: SqlLedger, claim: Any, status: Any, decision: Status
    ) -> None:
        ledger.settle(claim("ann"), Unknown("lost"), office.now)
        ledger.resolve(office.key("ann"), decision, by="jane", at=office.now, detail="I looked")
        assert status("ann") is decision
        (item,) = ledger.history()
        assert item.detail == "I looked"

    def test_an_unknown_letter_that_is_to_be_tried_again_is_due_at_once(
        self, office: Any, ledger: SqlLedger, run: str, claim: Any
    ) -> None:
        first = claim("ann")
        ledger.settle(first, Unknown("lost"), office.now)
        ledger.resolve(first.key, Status.DEFERRED, by="jane", at=office.now)
        (key,) = ledger.deferred("release", "1", office.now)
        again = ledger.retake(key, run, office.now)
        assert again.mailing == first.mailing
        assert ledger.settle(again, Unknown("lost again"), office.now) is Status.UNKNOWN

    def test_a_deferred_letter_can_be_given_up(
        self, office: Any, ledger: SqlLedger, claim: Any
    ) -> None:
        ledger.settle(claim("ann"), Deferred("4.7.1", 451), office.now)
        with pytest.raises(CannotMark):
            ledger.resolve(office.key("ann"), Status.SENT, by="jane", at=office.now)
        ledger.resolve(office.key("ann"), Status.REFUSED, by="jane", at=office.now)
        assert claim("ann", way=Way.POST, address="1 Elm Street") is not None

    def test_only_what_is_open_is_decided(self, office: Any, ledger: SqlLedger, claim: Any) -> None:
        ledger.settle(claim("ann"), Sent(), office.now)
        for recipient in ("ann", "nobody"):
            with pytest.raises(CannotMark):
                ledger.resolve(office.key(recipient), Status.REFUSED, by="jane", at=office.now)

    # --- undo ----------------------------------------------------------------------------------

    def test_undo_goes_back_step_by_step(
        self, office: Any, ledger: SqlLedger, mark: Any, status: Any
    ) -> None:
        steps = [Status.PREPARED, Status.PRINTED, Status.POSTED, Status.RETURNED, Status.PREPARED]
        for kind in steps:
            mark("ann", kind)
        for before in [*reversed(steps[:-1]), Status.PENDING]:
            assert ledger.undo(office.key("ann"), by="jane", at=office.now) is before
            assert status("ann") is before
        with pytest.raises(NothingToUndo):
            ledger.undo(office.key("ann"), by="jane", at=office.now)

    def test_a_letter_whose_marks_were_undone_can_be_claimed(
        self, office: Any, ledger: SqlLedger, mark: Any, claim: Any
    ) -> None:
        mark("ann", Status.POSTED)
        ledger.undo(office.key("ann"), by="jane", at=office.now)
        assert ledger.settle(claim("ann"), Sent(), office.now) is Status.SENT

    def test_what_a_server_answered_cannot_be_undone(
        self, office: Any, ledger: SqlLedger, claim: Any
    ) -> None:
        ledger.settle(claim("ann"), Sent(), office.now)
        with pytest.raises(NothingToUndo, match="it is sent"):
            ledger.undo(office.key("ann"), by="jane", at=office.now)

    def test_a_decision_can_be_undone(self, office: Any, ledger: SqlLedger, claim: Any) -> None:
        ledger.settle(claim("ann"), Unknown("lost"), office.now)
        ledger.resolve(office.key("ann"), Status.SENT, by="jane", at=office.now)
        assert ledger.undo(office.key("ann"), by="jane", at=office.now) is Status.UNKNOWN

    def test_an_undone_way_leads_back_to_the_earlier_attempt(
        self, office: Any, ledger: SqlLedger, claim: Any, mark: Any
    ) -> None:
        ledger.settle(claim("ann"), Refused("5.1.1 no such user", 550), office.now)
        mark("ann", Status.PREPARED)
        assert ledger.undo(office.key("ann"), by="jane", at=office.now) is Status.REFUSED
        (item,) = ledger.history()
        assert (item.channel, item.detail) == ("email", "550 5.1.1 no such user")

    # --- questions -----------------------------------------------------------------------------

    def test_history_is_complete_and_in_order(
        self, office: Any, ledger: SqlLedger, claim: Any
    ) -> None:
        names = [f"r{number:03}" for number in (5, 3, 9, 1)]
        claims = [claim(name) for name in names]
        for one in reversed(claims):
            ledger.settle(one, Sent("2.0.0 queued", 250), office.later(minutes=1))
        items = list(ledger.history())
        assert [item.recipient for item in items] == names
        first, claimed = items[0], claims[0].mailing
        assert (first.campaign, first.wave, first.signatory) == ("release", "1", "")
        assert (first.name, first.office) == ("Name of r005", "Office of r005")
        assert (first.channel, first.address) == ("email", "r005@example.org")
        assert (first.status, first.at) == (Status.SENT, office.now)
        assert (first.message_id, first.sha256) == (claimed.message_id, claimed.digest)
        assert ledger.content(first.sha256) == claimed.content

    def test_history_is_filtered(
        self, office: Any, ledger: SqlLedger, run: str, claim: Any
    ) -> None:
        for name in ("ann", "bob"):
            ledger.settle(claim(name), Sent(), office.now)
        claim("eve")
        other = office.key("ann", campaign="other", wave="2")
        ledger.claim(other, Addressee(""), office.mailing("ann"), run, office.now)
        assert len(list(ledger.history())) == 4
        assert len(list(ledger.history("release"))) == 3
        assert len(list(ledger.history(recipient="ann"))) == 2
        assert len(list(ledger.history(status=Status.SENT, wave="1"))) == 2
        assert len(list(ledger.history("other", "ann", Status.CLAIMED, "2"))) == 1
        assert list(ledger.history("no' OR '1'='1")) == []

    def test_counts_add_up(self, office: Any, ledger: SqlLedger, claim: Any) -> None:
        answers = list(ANSWERS.items())
        for number in range(10):
            ledger.settle(claim(f"r{number}"), answers[number % 5][0], office.now)
        expected = Counter(answers[number % 5][1] for number in range(10))
        assert ledger.counts("release", "1") == expected
        assert ledger.how_many() == (10, expected[Status.UNKNOWN])

    def test_hand_overs_are_counted_by_account(
        self, office: Any, ledger: SqlLedger, run: str, claim: Any
    ) -> None:
        start = office.now
        ledger.settle(claim("ann"), Deferred("4.7.1", 451), office.now)
        ledger.settle(claim("bob"), Unreachable("no route"), office.now)
        office.later(hours=1)
        ledger.settle(ledger.retake(office.key("ann"), run, office.now), Sent(), office.now)
        ledger.settle(ledger.retake(office.key("bob"), run, office.now), Sent(), office.now)
        assert ledger.sent_times("jane", start) == (start, office.now, office.now)
        assert len(ledger.sent_times("jane", office.now)) == 2
        assert len(ledger.sent_times("jane", office.now + timedelta(seconds=1))) == 0
        assert len(ledger.sent_times("other", start)) == 0

    def test_a_clock_set_back_frees_no_room_in_a_rate(
        self, office: Any, ledger: SqlLedger, claim: Any
    ) -> None:
        ledger.settle(claim("ann"), Sent(), office.now)
        office.later(days=-1)
        assert len(ledger.sent_times("jane", office.now - timedelta(hours=1))) == 1
        assert claim("ann") is None

    def test_letters_to_the_same_person_or_mailbox_are_found(
        self, office: Any, ledger: SqlLedger, claim: Any
    ) -> None:
        for name in ("ann", "bob", "eve"):
            ledger.settle(claim(name), Sent(), office.now)
        ledger.settle(claim("kim"), Refused("5.1.1"), office.now)
        since = office.now - timedelta(days=14)
        found = ledger.letters_to(["ann", "kim"], [" BOB@example.org", "ann@example.org"], since)
        assert {item.recipient for item in found} == {"ann", "bob"}
        campaign = office.key("ann").campaign
        assert list(ledger.letters_to(["ann"], ["bob@example.org"], since, but_of=campaign)) == []
        later = office.now + timedelta(seconds=1)
        assert list(ledger.letters_to(["ann"], ["bob@example.org"], later)) == []
        many = [f"r{number}" for number in range(1200)]
        assert len(list(ledger.letters_to([*many, "eve"], [], since))) == 1

    def test_campaigns_and_waves_are_on_record(self, office: Any, ledger: SqlLedger) -> None:
        ledger.note_campaign("release", "Release them")
        assert ledger.begin_wave("release", "1", office.now)
        office.later(days=30)
        assert ledger.begin_wave("release", "2", office.now, parent="1", reason="no answer")
        assert not ledger.begin_wave("release", "2", office.now)
        assert ledger.campaigns() == ("release",)
        waves = ledger.waves("release")
        assert [(wave.name, wave.parent, wave.reason) for wave in waves] == [
            ("1", "", ""),
            ("2", "1", "no answer"),
        ]

    def test_an_unknown_content_is_none(self, ledger: SqlLedger) -> None:
        assert ledger.content("0" * 64) is None


class TestOnSqlite(LedgerContract):
    pass


class TestEncrypted(LedgerContract):
    @pytest.fixture
    def office(self, encrypted_office: Any) -> Any:
        return encrypted_office


class TestOnPostgres(LedgerContract):
    @pytest.fixture
    def office(self, postgres_office: Any) -> Any:
        return postgres_office
