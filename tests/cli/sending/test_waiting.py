"""`send --wait`, the hours in which letters leave, and clocks that are wrong."""
# ruff: noqa: F811 fixtures from other modules

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from outreach.errors import ExitStatus
from tests.cli.sending.clock import NINE, FakeClock, clock  # noqa: F401 a fixture
from tests.cli.sending.test_refusals import failing, statuses  # noqa: F401 a fixture
from tests.servers.running import running
from tests.servers.scripted_smtp import Fault, Moment, ScriptedServer


def later() -> Fault:
    return Fault("RCPT", address="cheng@example.org", reply="451 4.7.1 later", times=1)


def set_mail(folder, *lines: str) -> None:
    """Lines of [mail] in place of those with the same keys."""
    keys = {line.split(" = ")[0] for line in lines}
    path = folder / "outreach.toml"
    kept = [one for one in path.read_text().splitlines() if one.split(" = ")[0] not in keys]
    place = kept.index("[mail]") + 1
    path.write_text("\n".join([*kept[:place], *lines, *kept[place:]]) + "\n")


def addresses(server) -> list[str]:
    return [letter.address for letter in server.letters]


# --- letters put off ---------------------------------------------------------------------------


def test_a_letter_put_off_is_tried_again_when_it_is_due(outreach, folder, failing, clock) -> None:
    with failing(later()) as server:
        sent = outreach("send", "release", "--yes", "--wait")
        assert addresses(server) == ["lee@example.org", "cheng@example.org"]
    assert sent.status == 0, sent.err
    assert "Waiting until 09:30 UTC for 1 letter put off by the mail server. Ctrl-C" in sent.err
    assert "2 letters handed to the mail server." in sent.out
    assert clock.now == NINE + timedelta(minutes=30)
    assert max(clock.slept) <= 60  # a computer that slept notices within a minute
    assert statuses(outreach) == {"cheng": "sent", "lee": "sent"}


def test_a_server_that_greylists_gets_every_letter_once(outreach, folder, clock) -> None:
    server = ScriptedServer(greylists=True)
    with running(server):
        set_mail(folder, f"port = {server.port}")
        sent = outreach("send", "release", "--yes", "--wait")
    assert sent.status == 0, sent.err
    assert sorted(addresses(server)) == ["cheng@example.org", "lee@example.org"]
    assert sent.err.count("Waiting until") == 1
    assert "for 2 letters put off" in sent.err


@pytest.mark.slow
def test_waits_grow_and_after_five_days_a_letter_is_given_up(
    outreach, folder, failing, clock
) -> None:
    never = Fault("RCPT", address="cheng@example.org", reply="451 4.7.1 later")
    with failing(never) as server:
        sent = outreach("send", "release", "--yes", "--wait")
        assert addresses(server) == ["lee@example.org"]
        tries = server.heard.count(b"RCPT TO:<cheng@example.org>")
    assert sent.status == ExitStatus.LEFT_OVER
    assert timedelta(days=5) <= clock.now - NINE <= timedelta(days=5, hours=8)
    assert 15 < tries < 25
    assert statuses(outreach)["cheng"] == "refused"


def test_what_was_put_off_before_is_waited_for_too(outreach, folder, failing, clock) -> None:
    with failing(later()) as server:
        outreach("send", "release", "--yes")
        clock.now += timedelta(minutes=10)
        sent = outreach("send", "release", "--yes", "--wait", "--expect", "1")
        assert addresses(server) == ["lee@example.org", "cheng@example.org"]
    assert sent.status == 0, sent.err
    assert "Of these 1 were put off" in sent.out
    assert clock.now == NINE + timedelta(minutes=30)


def test_who_asks_to_stop_during_the_wait_gets_no_letter(outreach, folder, failing, clock) -> None:
    path = folder / "recipients" / "officials.csv"

    def stop(_now: datetime) -> None:
        header, *rows = path.read_text().splitlines()
        if "tags" not in header:
            rows = [row + (",stop" if row.startswith("cheng") else ",") for row in rows]
            path.write_text("\n".join([f"{header},tags", *rows]) + "\n")

    clock.on_sleep = stop
    with failing(later()) as server:
        sent = outreach("send", "release", "--yes", "--wait")
        assert addresses(server) == ["lee@example.org"]
    assert sent.status == 0
    assert "put off can go" not in sent.err


def test_a_recipient_added_during_the_wait_was_not_agreed_to(
    outreach, folder, failing, clock
) -> None:
    path = folder / "recipients" / "officials.csv"
    row = "new,Ann New,New,Member,House,new@example.org,,,HK\n"

    def add(_now: datetime) -> None:
        if row not in path.read_text():
            path.write_text(path.read_text() + row)

    clock.on_sleep = add
    with failing(later()) as server:
        outreach("send", "release", "--yes", "--wait")
        assert sorted(addresses(server)) == ["cheng@example.org", "lee@example.org"]


def test_a_limit_holds_for_the_whole_wait(outreach, folder, failing, clock) -> None:
    with failing(later()) as server:
        sent = outreach("send", "release", "--yes", "--wait", "--limit", "1")
        assert addresses(server) == ["cheng@example.org"]
    assert "1 by e-mail: outreach send release" in sent.out


def test_a_letter_that_somebody_else_finishes_is_not_counted(
    outreach, folder, failing, clock
) -> None:
    def somebody_else(_now: datetime) -> None:
        clock.on_sleep = lambda now: None
        here, err = clock.now, outreach("send", "release", "--yes", "--retry-now").err
        assert "Nothing" not in err
        clock.now = here

    clock.on_sleep = somebody_else
    with failing(later()) as server:
        # Two commands in one process share a screen: the outer one's words are lost to the inner.
        sent = outreach("send", "release", "--yes", "--wait")
        assert addresses(server) == ["lee@example.org", "cheng@example.org"]
    assert sent.status == 0
    assert "1 letter handed to the mail server." in sent.out


def test_ctrl_c_while_waiting_ends_with_nothing_in_doubt(outreach, folder, failing, clock) -> None:
    def press(_now: datetime) -> None:
        raise KeyboardInterrupt

    clock.on_sleep = press
    with failing(later()):
        sent = outreach("send", "release", "--yes", "--wait")
    assert sent.status == ExitStatus.INTERRUPTED
    assert "no letter was in hand" in sent.err
    assert statuses(outreach) == {"cheng": "deferred", "lee": "sent"}
    assert not list(folder.glob("ledger.db.run-*"))


# --- a server that is away ---------------------------------------------------------------------


def away(server: ScriptedServer, until: datetime, clock: FakeClock):
    """Greylists once, and is then closing its connections until some time."""

    def decide(moment: Moment) -> Fault | None:
        if moment.step == "RCPT" and clock.now == NINE:
            return Fault("RCPT", reply="451 4.7.1 later")
        if moment.step == "connect" and NINE < clock.now < until:
            return Fault("connect", reply="421 4.3.2 closing down")
        return None

    server.decide = decide
    return server


def test_a_server_away_during_the_wait_is_tried_at_growing_intervals(
    outreach, folder, clock
) -> None:
    server = ScriptedServer()
    with running(away(server, NINE + timedelta(minutes=34), clock)):
        set_mail(folder, f"port = {server.port}")
        sent = outreach("send", "release", "--yes", "--wait")
    assert sent.status == 0, sent.err
    waits = [line for line in sent.err.splitlines() if line.startswith("Waiting")]
    assert [line[14:19] for line in waits] == ["09:30", "09:31", "09:33", "09:37"]
    assert len(server.letters) == 2


def test_a_login_refused_during_the_wait_ends_it(outreach, folder, clock, monkeypatch) -> None:
    from outreach.channels.smtp import SmtpChannel
    from outreach.errors import LoginRefused

    as_ever = SmtpChannel.open

    async def refuse(channel: SmtpChannel) -> None:
        if clock.now > NINE:
            raise LoginRefused("jane", "127.0.0.1", "535 no", "Check the password.")
        await as_ever(channel)

    monkeypatch.setattr(SmtpChannel, "open", refuse)
    with running(ScriptedServer(greylists=True)) as server:
        set_mail(folder, f"port = {server.port}")
        sent = outreach("send", "release", "--yes", "--wait")
    assert sent.status == ExitStatus.INVALID
    assert "refused the login" in sent.err
    assert sent.err.count("Waiting") == 1


def test_a_server_that_is_not_there_at_first_is_not_waited_for(outreach, folder, clock) -> None:
    set_mail(folder, "port = 9")
    assert outreach("send", "release", "--yes", "--wait").status == ExitStatus.LEFT_OVER
    assert clock.now == NINE


# --- rates and hours ---------------------------------------------------------------------------


def test_a_rate_is_waited_for(outreach, folder, mailbox, clock) -> None:
    set_mail(folder, 'rate = "1/day"')
    sent = outreach("send", "release", "--yes", "--wait")
    assert sent.status == 0, sent.err
    assert len(mailbox.messages) == 2
    assert clock.now == NINE + timedelta(days=1)
    assert "Left of this account's rates: 1 of 1 a day." in sent.out
    assert "The last one leaves at 2026-11-24 09:00 UTC." in sent.out
    assert "the rates of this account allow it then" in sent.err


def test_without_wait_a_rate_ends_the_run_and_says_when_it_goes_on(
    outreach, folder, mailbox, clock
) -> None:
    set_mail(folder, 'rate = "1/day"')
    sent = outreach("send", "release", "--yes")
    assert sent.status == ExitStatus.LEFT_OVER
    assert "1 of them leave in this run." in sent.out
    assert "1 letter to go; the next may leave at 2026-11-24 09:00 UTC, when the rates" in sent.err
    again = outreach("send", "release", answers="1\n")
    assert again.status == ExitStatus.LEFT_OVER
    assert "Type 1" not in again.err
    assert len(mailbox.messages) == 1


def test_a_closed_window_holds_every_letter_until_it_opens(
    outreach, folder, mailbox, clock
) -> None:
    set_mail(folder, 'between = "10:30-11:00"')
    clock.zone = ZoneInfo("Europe/Berlin")  # ten there
    clock.now = NINE - timedelta(hours=1, minutes=30)
    refused = outreach("send", "release", "--yes")
    assert refused.status == ExitStatus.LEFT_OVER
    assert "10:30 to 11:00, by the time here (Europe/Berlin)" in refused.out
    assert "the next may leave at 10:30 (UTC 09:30), when the sending hours begin" in refused.err
    assert not mailbox.messages
    waited = outreach("send", "release", "--yes", "--wait")
    assert waited.status == 0, waited.err
    assert clock.now == NINE + timedelta(minutes=30)
    assert "Waiting until 10:30 (UTC 09:30) for 2 letters: the sending hours begin" in waited.err
    assert len(mailbox.messages) == 2


def test_hours_are_those_of_the_country_a_letter_goes_to(outreach, folder, mailbox, clock) -> None:
    path = folder / "recipients" / "officials.csv"
    path.write_text(path.read_text().replace("cheng@example.org,,,HK", "cheng@example.org,,,GB"))
    set_mail(folder, 'between = "09:00-17:00"', 'between_in = "recipient"')
    sent = outreach("send", "release", "--yes")  # nine in London, and after hours in Hong Kong
    assert [message["To"].addresses[0].addr_spec for message in mailbox.messages] == [
        "cheng@example.org"
    ]
    assert "1 of them leave in this run." in sent.out
    assert "the next may leave at 2026-11-24 01:00 UTC, when the sending hours begin" in sent.err
    assert outreach("send", "release", "--yes", "--wait").status == 0
    assert clock.now == datetime(2026, 11, 24, 1, tzinfo=UTC)


def test_somebody_whose_country_is_unknown_is_written_to_in_the_hours_here(
    outreach, folder, mailbox, clock
) -> None:
    path = folder / "recipients" / "officials.csv"
    path.write_text(path.read_text().replace("cheng@example.org,,,HK", "cheng@example.org,,,"))
    set_mail(folder, 'between = "09:00-17:00"', 'between_in = "recipient"')
    outreach("send", "release", "--yes")
    assert len(mailbox.messages) == 1


# --- a clock set back --------------------------------------------------------------------------


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)])
def test_a_clock_set_back_breaks_no_rate_and_is_told(
    outreach, folder, mailbox, clock, back
) -> None:
    set_mail(folder, 'rate = ["1/minute"]')
    outreach("send", "release", "--yes", "--limit", "1")
    clock.now -= back
    plan = outreach("send", "release", "--dry-run")
    behind = "60 minutes" if back < timedelta(hours=2) else "24 h"
    assert f"This computer's clock is behind the record by {behind}" in plan.err
    waited = outreach("send", "release", "--yes", "--wait")
    assert waited.status == 0, waited.err
    assert clock.now == NINE + timedelta(minutes=1)
    assert len({message["To"] for message in mailbox.messages}) == len(mailbox.messages) == 2


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)])
def test_a_clock_set_back_makes_no_retry_early_and_none_fail(
    outreach, folder, failing, clock, back
) -> None:
    with failing(later()) as server:
        outreach("send", "release", "--yes")
        clock.now += timedelta(minutes=25) - back
        outreach("send", "release", "--yes")
        assert addresses(server) == ["lee@example.org"]
        sent = outreach("send", "release", "--yes", "--wait")
        assert sent.status == 0, sent.err
        assert addresses(server) == ["lee@example.org", "cheng@example.org"]
    assert clock.now == NINE + timedelta(minutes=30)


# --- before anything leaves --------------------------------------------------------------------


def test_ctrl_c_at_the_question_says_that_nothing_was_sent(
    outreach, folder, mailbox, monkeypatch
) -> None:
    def press(_prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("outreach.cli.screen.asking._line", press)
    stopped = outreach("send", "release")
    assert stopped.status == ExitStatus.INTERRUPTED
    assert "Nothing was sent." in stopped.err
    assert not mailbox.messages


@pytest.mark.parametrize("address", ["nobody", "a@b", "", "a b@example.org"])
def test_a_test_to_a_bad_address_is_a_slip_on_the_command_line(outreach, tmp_path, address) -> None:
    refused = outreach("send", "release", "--test-to", address, "--workspace", str(tmp_path))
    assert refused.status == ExitStatus.USAGE
    assert "--test-to" in refused.err


def test_letters_that_turn_up_between_question_and_run_are_not_sent(
    outreach, folder, failing, monkeypatch, clock
) -> None:
    """One that was put off becomes due while the question is on the screen."""

    def slowly(prompt: str) -> str:
        clock.now += timedelta(hours=1)
        return "1"

    with failing(later()) as server:
        outreach("send", "release", "--yes", "--limit", "1")
        monkeypatch.setattr("outreach.cli.screen.asking._line", slowly)
        outreach("send", "release", "--expect", "1")
        assert addresses(server) == ["lee@example.org"]


# --- as a process, and with a record that goes away --------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="there Ctrl-C is no signal to one process")
def test_a_real_ctrl_c_ends_a_real_wait_at_once(outreach, folder, failing) -> None:
    with failing(later()):
        command = [sys.executable, "-m", "outreach", "send", "release", "--yes", "--wait"]
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr is not None
            for line in process.stderr:
                if line.startswith("Waiting until"):
                    break
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=30)
    assert process.returncode == ExitStatus.INTERRUPTED
    assert "no letter was in hand" in said
    assert "Traceback" not in said
    assert statuses(outreach) == {"cheng": "deferred", "lee": "sent"}


def test_a_record_out_of_reach_during_the_wait_is_tried_again(
    outreach, folder, failing, clock, monkeypatch
) -> None:
    from outreach.cli.sending import sending_pass
    from outreach.errors import LedgerUnreachable

    as_ever = sending_pass.writing_ledger

    def away_for_a_while(*which):
        if NINE < clock.now < NINE + timedelta(minutes=32):
            raise LedgerUnreachable("ledger", "the server closed the connection")
        return as_ever(*which)

    monkeypatch.setattr(sending_pass, "writing_ledger", away_for_a_while)
    with failing(later()) as server:
        sent = outreach("send", "release", "--yes", "--wait")
        assert addresses(server) == ["lee@example.org", "cheng@example.org"]
    assert sent.status == 0, sent.err
    assert sent.err.count("cannot be reached: the server closed the connection") == 2
    assert clock.now == NINE + timedelta(minutes=33)
