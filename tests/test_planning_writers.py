"""Which writer's letters go to whom, and which need a signature in ink."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from outreach.composing import divisions
from outreach.errors import InputInvalid, RuleObjects
from outreach.model.campaign import Campaign, Match, Sign, Way
from outreach.model.people import PostalAddress, Recipient, Signatory, Writer
from outreach.planning import Plan, Reason, plan
from outreach.planning_writers import each_writes, signed_by, with_sender

ONE = Campaign(id="c", title="C", template="t", recipients=("list",), sign=Sign.EACH)
OWN = replace(ONE, match=Match.DIVISION)
ADDRESS = PostalAddress(lines=("1 Main Street",), locality="Town", country="US")
CA, NY = "country:us/state:ca", "country:us/state:ny"


def official(key: str, division: str, **changes: object) -> Recipient:
    made = Recipient(key, office="Senator", division=division, email=f"{key}@example.org")
    return replace(made, **changes)  # type: ignore[arg-type]


def writer(key: str, *where: str) -> Writer:
    return Writer(Signatory(key, f"Writer {key}"), divisions=where)


SENATOR = official("senator", f"ocd-division/{CA}")
TWELFTH = official("twelfth", f"ocd-division/{CA}/cd:12")
FIRST = official("first", f"ocd-division/{CA}/cd:1")


def base(recipients: Sequence[Recipient], campaign: Campaign = OWN, **how: object) -> Plan:
    facts = {"selected": lambda _: True, **how}
    today = date(2026, 11, 22)
    return plan(campaign, recipients, wave="1", signer="jane", today=today, **facts)  # type: ignore[arg-type]


def agreed(_: Writer) -> str:
    return ""


def pairs(made: Plan) -> list[tuple[str, str]]:
    return [made.parties(item) for item in made.planned]


def test_each_writer_writes_to_their_own_representatives() -> None:
    writers = (writer("w1", f"{CA}/cd:12"), writer("w2", CA), writer("w3", NY), writer("w4"))
    made = each_writes(base([SENATOR, TWELFTH, FIRST]), writers, agreed)
    assert pairs(made) == [("senator", "w1"), ("twelfth", "w1"), ("senator", "w2")]
    assert [(one.writer.id, one.detail) for one in made.unmatched] == [
        ("w3", "nobody in the lists sits for where they live"),
        ("w4", "no division is given"),
    ]
    assert [(one.writer.id, one.detail) for one in made.district_unknown] == [
        ("w2", "no cd is known")
    ]


def test_without_a_match_every_writer_writes_to_everybody() -> None:
    made = each_writes(base([SENATOR, FIRST], ONE), (writer("w1"), writer("w2")), agreed)
    assert len(made.planned) == 4
    assert len({made.key(item) for item in made.planned}) == 4


def test_letters_and_those_left_out_add_up_and_are_numbered_in_one_row() -> None:
    judge = official("judge", CA, office="Judge")
    one = official("other", CA)
    recipients = [SENATOR, judge, one]
    chosen = base(recipients, ONE, selected=lambda recipient: recipient.id != "other")
    made = each_writes(chosen, (writer("w1"), writer("w2")), agreed)
    assert made.total == 4
    places = sorted(item.place for item in (*made.planned, *made.left_out))
    assert places == [1, 2, 3, 4]
    assert {out.reason for out in made.left_out} == {Reason.JUDGE}


def test_a_writer_who_joins_changes_no_number_and_no_letter_of_the_others() -> None:
    writers = (writer("w1", f"{CA}/cd:12"), writer("w2", CA))
    before = each_writes(base([SENATOR, TWELFTH]), writers, agreed)
    after = each_writes(base([SENATOR, TWELFTH]), (*writers, writer("w3", CA)), agreed)
    assert after.planned[: len(before.planned)] == before.planned
    assert pairs(after)[-1] == ("senator", "w3")


def test_one_writers_letters_alone_keep_their_numbers() -> None:
    writers = (writer("w1", f"{CA}/cd:12"), writer("w2", CA))
    made = each_writes(base([SENATOR, TWELFTH]), writers, agreed, only="w2")
    assert [(item.place, *made.parties(item)) for item in made.planned] == [(3, "senator", "w2")]


def test_without_consent_a_letter_is_for_the_post_or_left_out() -> None:
    posted = official("posted", CA, address=ADDRESS)
    made = each_writes(base([SENATOR, posted]), (writer("w1", CA),), lambda _: "no consent")
    (by_hand,) = made.planned
    assert (by_hand.recipient.id, by_hand.way, by_hand.by_hand) == ("posted", Way.POST, True)
    (out,) = made.left_out
    assert (out.recipient.id, out.reason) == ("senator", Reason.NO_CONSENT)
    assert made.total == 2


def test_a_letter_for_the_post_needs_no_consent() -> None:
    by_post = official("post", CA, email="", address=ADDRESS)
    (item,) = each_writes(base([by_post]), (writer("w1", CA),), lambda _: "none").planned
    assert not item.by_hand


def test_a_single_signer_takes_the_senders_place() -> None:
    once = signed_by(base([SENATOR], replace(ONE, sign=Sign.ONCE)), writer("w1"), agreed)
    each = signed_by(base([SENATOR], ONE), writer("w1"), agreed)
    assert once.key(once.planned[0]).signatory == ""
    assert each.key(each.planned[0]).signatory == "w1"
    assert once.planned[0].writer == each.planned[0].writer == writer("w1")


def test_lists_without_divisions_cannot_be_matched() -> None:
    with pytest.raises(InputInvalid, match="division"):
        each_writes(base([official("x", "")]), (writer("w1", CA),), agreed)


def test_more_letters_than_anybody_means_are_refused() -> None:
    recipients = [official(str(number), "") for number in range(600)]
    writers = [writer(f"w{number}") for number in range(1_000)]
    with pytest.raises(RuleObjects, match="600,000 letters"):
        each_writes(base(recipients, ONE), writers, agreed)


def test_the_sender_among_the_writers_is_the_one_of_the_settings() -> None:
    jane = Signatory("jane", "Jane Doe", email="jane@example.org")
    row = Writer(Signatory("jane", "jane doe"), divisions=(CA,), line=2)
    (found,) = with_sender([row], jane, "writers.csv")
    assert found.signatory == jane
    assert found.divisions == (CA,)


def test_nobody_gets_around_their_consent_by_the_senders_id() -> None:
    row = Writer(Signatory("jane", "Mallory Mean"), line=2)
    with pytest.raises(InputInvalid) as refused:
        list(with_sender([row], Signatory("jane", "Jane Doe"), "writers.csv"))
    assert "Mallory" not in str(refused.value)


def test_no_writer_is_compared_with_recipients_of_other_areas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up = 0
    around = divisions.areas_around

    def counted(division: str):
        nonlocal looked_up
        for area in around(division):
            looked_up += 1
            yield area

    recipients = [official(f"r{n}", f"country:us/state:s{n // 50}/cd:{n}") for n in range(500)]
    writers = [writer(f"w{n}", f"country:us/state:s{n // 50}/cd:{n}") for n in range(500)]
    monkeypatch.setattr(divisions, "areas_around", counted)
    made = each_writes(base(recipients), writers, agreed)
    assert len(made.planned) == 500
    assert looked_up < 10 * (len(recipients) + len(writers))
