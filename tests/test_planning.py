"""Who gets which letter, who is left out and why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outreach.model.campaign import Campaign, HolderGone, Sign, Way
from outreach.model.people import PersonName, PostalAddress, Recipient
from outreach.planning import Plan, Reason, plan

TODAY = date(2026, 11, 22)
CAMPAIGN = Campaign(id="c", title="C", template="t", recipients=("list",))
ADDRESS = PostalAddress(lines=("1 Main Street",), locality="Town", country="GB")


def somebody(number: int, **changes: object) -> Recipient:
    recipient = Recipient(
        id=f"r{number}",
        name=PersonName(full=f"Person {number}"),
        office="Member",
        organisation="The House",
        email=f"r{number}@example.org",
    )
    return replace(recipient, **changes)  # type: ignore[arg-type]


def planned(*recipients: Recipient, campaign: Campaign = CAMPAIGN, **how: object) -> Plan:
    facts = {"wave": "1", "signer": "jane", "today": TODAY, "selected": lambda _: True, **how}
    return plan(campaign, recipients, **facts)  # type: ignore[arg-type]


def reasons(made: Plan) -> dict[str, Reason]:
    return {out.recipient.id: out.reason for out in made.left_out}


def test_every_recipient_stands_in_the_plan_once() -> None:
    made = planned(somebody(1), somebody(2, email=""), somebody(3, email="", address=ADDRESS))
    assert made.total == 3
    assert [item.recipient.id for item in made.planned] == ["r1", "r3"]
    assert reasons(made) == {"r2": Reason.NO_ADDRESS}


def test_the_first_way_that_reaches_somebody_is_taken() -> None:
    both = somebody(1, address=ADDRESS)
    by_post_first = replace(CAMPAIGN, channels=(Way.POST, Way.EMAIL))
    assert planned(both).planned[0].way is Way.EMAIL
    assert planned(both, campaign=by_post_first).planned[0].way is Way.POST


def test_a_web_form_counts_only_where_the_campaign_asks_for_it() -> None:
    by_form = somebody(1, email="", form_url="https://example.org/contact")
    assert reasons(planned(by_form)) == {"r1": Reason.NO_ADDRESS}
    with_forms = replace(CAMPAIGN, channels=(Way.EMAIL, Way.FORM))
    assert planned(by_form, campaign=with_forms).planned[0].way is Way.FORM


def test_a_place_is_the_number_in_the_list_whoever_is_chosen() -> None:
    made = planned(somebody(1), somebody(2), selected=lambda one: one.id == "r2")
    assert made.planned[0].place == 2
    assert reasons(made) == {"r1": Reason.NOT_SELECTED}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"term_end": date(2026, 11, 21)}, Reason.TERM_ENDED),
        ({"office": "Judge of the High Court"}, Reason.JUDGE),
        ({"office": "Chief Justice"}, Reason.JUDGE),
        ({"office": "高等法院法官"}, Reason.JUDGE),
        ({"tags": ("stop",)}, Reason.ASKED_TO_STOP),
    ],
)
def test_some_are_not_written_to(changes: dict[str, object], reason: Reason) -> None:
    assert reasons(planned(somebody(1, **changes))) == {"r1": reason}


def test_a_judge_is_written_to_where_the_campaign_names_them() -> None:
    judge, other = somebody(1, office="Chief Justice"), somebody(2, office="Judge")
    named = replace(CAMPAIGN, judges=("r1",))
    made = planned(judge, other, campaign=named)
    assert [item.recipient.id for item in made.planned] == ["r1"]
    assert reasons(made) == {"r2": Reason.JUDGE}
    assert 'judges = ["r2"]' in made.left_out[0].detail


def test_a_former_judge_is_no_sitting_one() -> None:
    listed = (somebody(1, office="Retired Judge"), somebody(2, office="Judge (retired)"))
    in_a_column = somebody(3, office="Judge", more=(("status", "former"),))
    assert not reasons(planned(*listed, in_a_column))


def test_a_un_mandate_takes_one_letter_in_a_campaign_of_its_own() -> None:
    mandate = somebody(1, office="Special Rapporteur on torture")
    body = somebody(2, office="", organisation="Working Group on Arbitrary Detention")
    assert not reasons(planned(mandate))
    assert not reasons(planned(body))
    held = {"r1": Reason.UN_MANDATE}
    assert reasons(planned(mandate, somebody(3))) == held
    assert reasons(planned(mandate, body)) == {**held, "r2": Reason.UN_MANDATE}
    assert reasons(planned(mandate, campaign=replace(CAMPAIGN, sign=Sign.EACH))) == held
    assert reasons(planned(mandate, wave="2")) == held
    chosen_alone = planned(mandate, somebody(3), selected=lambda one: one.id == "r1")
    assert reasons(chosen_alone) == {"r3": Reason.NOT_SELECTED}


@pytest.mark.parametrize(
    "office",
    ["Secretary for Justice", "Minister of Justice", "Justice Secretary", "Justice Minister"],
)
def test_a_minister_of_justice_is_no_judge(office: str) -> None:
    assert not reasons(planned(somebody(1, office=office)))


def test_a_term_that_ends_today_has_not_ended() -> None:
    assert not reasons(planned(somebody(1, term_end=TODAY)))


def test_somebody_found_in_office_after_the_end_of_the_term_is_written_to() -> None:
    ended = {"term_end": date(2026, 11, 3)}
    assert not reasons(planned(somebody(1, verified_on=date(2026, 11, 4), **ended)))
    looked_before = somebody(1, verified_on=date(2026, 11, 3), **ended)
    assert reasons(planned(looked_before)) == {"r1": Reason.TERM_ENDED}


def test_the_same_person_under_two_ids_is_held() -> None:
    one = somebody(1)
    again = replace(one, id="other", email="else@example.org")
    made = planned(one, again)
    assert reasons(made) == {"other": Reason.DUPLICATE}
    assert "r1" in made.left_out[0].detail


def test_two_people_in_one_mailbox_are_two() -> None:
    assert not reasons(planned(somebody(1), somebody(2, email="r1@example.org")))


def test_two_members_of_one_name_in_two_districts_are_two() -> None:
    one = somebody(1, division="ocd-division/country:us/state:ca/cd:1")
    other = replace(one, id="r2", division="ocd-division/country:us/state:ca/cd:2")
    assert not reasons(planned(one, other))


def test_a_recent_letter_holds_back_unless_this_wave_has_begun() -> None:
    recent = {"r1": "had a letter on 2026-11-20"}
    assert reasons(planned(somebody(1), recent=recent)) == {"r1": Reason.RECENT_LETTER}
    assert not reasons(planned(somebody(1), recent=recent, begun={"r1"}))


def test_a_letter_signed_once_belongs_to_the_campaign_and_else_to_the_signer() -> None:
    once = planned(somebody(1))
    each = planned(somebody(1), campaign=replace(CAMPAIGN, sign=Sign.EACH))
    assert once.key(once.planned[0]).signatory == ""
    assert each.key(each.planned[0]).signatory == "jane"


# --- posts and holders -------------------------------------------------------------------------


def test_somebody_checked_too_long_ago_is_held_with_the_way_to_confirm() -> None:
    insisting = replace(CAMPAIGN, max_age=timedelta(days=180))
    old = somebody(1, verified_on=TODAY - timedelta(days=181))
    made = planned(old, somebody(2), somebody(3, verified_on=TODAY), campaign=insisting)
    assert reasons(made) == {"r1": Reason.NOT_VERIFIED, "r2": Reason.NOT_VERIFIED}
    assert "outreach recipients verify r1 --source URL" in made.left_out[0].detail
    assert not reasons(planned(old))


def test_an_office_without_a_name_needs_no_check() -> None:
    insisting = replace(CAMPAIGN, max_age=timedelta(days=180))
    office = somebody(1, name=PersonName(), term_end=date(2020, 1, 1))
    assert not reasons(planned(office, campaign=insisting))


def test_a_letter_to_the_office_goes_on_where_the_campaign_says_so() -> None:
    to_offices = replace(CAMPAIGN, holder_gone=HolderGone.OFFICE)
    gone = somebody(1, term_end=date(2026, 11, 21), email="office@example.org")
    assert reasons(planned(gone)) == {"r1": Reason.TERM_ENDED}
    other = somebody(2, organisation="The Senate")
    made = planned(gone, other, campaign=to_offices)
    letter, second = made.planned
    assert (letter.recipient.id, letter.recipient.name.full) == ("r1", "")
    assert second.recipient.name.full == "Person 2"
    assert [one.label for one in made.as_written_to([gone, other])] == ["Member", "Person 2"]


def test_whoever_follows_in_the_post_takes_the_letter_to_the_office() -> None:
    to_offices = replace(CAMPAIGN, holder_gone=HolderGone.OFFICE)
    gone = somebody(1, term_end=date(2026, 11, 21), email="office@example.org")
    assert reasons(planned(gone, somebody(2), campaign=to_offices)) == {"r1": Reason.DUPLICATE}
    had_one = planned(gone, somebody(2), campaign=to_offices, begun={"r1"})
    assert reasons(had_one) == {"r2": Reason.DUPLICATE}


def test_a_mailbox_of_the_former_holder_is_no_way_to_the_office() -> None:
    to_offices = replace(CAMPAIGN, holder_gone=HolderGone.OFFICE)
    gone = somebody(1, term_end=date(2026, 11, 21), email="a.person@example.org")
    assert reasons(planned(gone, campaign=to_offices)) == {"r1": Reason.NO_ADDRESS}


def test_whoever_takes_office_later_waits() -> None:
    later = somebody(1, more=(("term_start", "2026-11-23"),))
    assert reasons(planned(later)) == {"r1": Reason.TERM_TO_COME}


def test_officials_are_not_written_to_at_home() -> None:
    at_home = somebody(1, more=(("address_kind", "Home"),))
    tagged = somebody(2, tags=("home-address",))
    private = replace(at_home, id="r3", office="", organisation="")
    held = {"r1": Reason.HOME_ADDRESS, "r2": Reason.HOME_ADDRESS}
    assert reasons(planned(at_home, tagged, private)) == held


def test_a_row_that_gets_no_letter_stands_in_nobody_s_way() -> None:
    one = somebody(1)
    again = replace(one, id="again")
    assert reasons(planned(replace(one, email=""), again)) == {"r1": Reason.NO_ADDRESS}
    chosen = planned(one, again, selected=lambda recipient: recipient.id == "again")
    assert [item.recipient.id for item in chosen.planned] == ["again"]


def test_of_two_rows_about_one_person_the_one_with_a_letter_keeps_it() -> None:
    one = somebody(1)
    again = replace(one, id="again")
    assert reasons(planned(one, again, begun={"again"})) == {"r1": Reason.DUPLICATE}
    assert not reasons(planned(one, again, begun={"r1", "again"}))
