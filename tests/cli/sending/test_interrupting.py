"""Ctrl-C, once and twice, while letters are on their way."""

import signal
import subprocess
import sys
import time

import pytest

from outreach.errors import ExitStatus
from tests.servers.running import running
from tests.servers.scripted_smtp import Fault, Moment, ScriptedServer


def slowly(moment: Moment) -> Fault | None:
    """The server takes its time over each letter."""
    return Fault("END", delay=0.3) if moment.step == "END" else None


def officials(number: int) -> str:
    rows = [f"p{n},Ann Able{n},Able{n},Member,House,p{n}@example.org" for n in range(number)]
    return "\n".join(["id,name,family,office,organisation,email", *rows]) + "\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there Ctrl-C is no signal to one process")
@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_ends_with_every_letter_accounted_for(outreach, folder, presses) -> None:
    (folder / "recipients" / "officials.csv").write_text(officials(30), encoding="utf-8")
    with running(ScriptedServer(decide=slowly)) as server:
        settings = folder / "outreach.toml"
        lines = settings.read_text(encoding="utf-8").splitlines()
        new = [f"port = {server.port}" if one.startswith("port") else one for one in lines]
        settings.write_text("\n".join(new) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "outreach", "send", "release", "--yes"]
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            until = time.monotonic() + 30
            while len(server.letters) < 2 and time.monotonic() < until:
                time.sleep(0.05)
            for _ in range(presses):
                process.send_signal(signal.SIGINT)
                time.sleep(0.1)
            _, said = process.communicate(timeout=30)
        assert process.returncode == ExitStatus.INTERRUPTED, said
        assert "Traceback" not in said
        items = outreach("history", "--json").json["items"]
    recorded = {item["address"]: item["status"] for item in items}
    taken = {letter.address for letter in server.letters}
    sent = {address for address, status in recorded.items() if status == "sent"}
    assert sent <= taken
    assert all(recorded[address] in {"sent", "unknown"} for address in taken)
    assert len(recorded) < 30


@pytest.mark.skipif(sys.platform == "win32", reason="there Ctrl-C is no signal to one process")
def test_ctrl_c_at_a_question_says_that_it_stopped(outreach, monkeypatch, tmp_path) -> None:
    def pressed() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("outreach.cli.screen.asking.somebody_is_there", lambda: True)
    monkeypatch.setattr("builtins.input", pressed)
    called = outreach("init", str(tmp_path / "new"))
    assert called.status == ExitStatus.INTERRUPTED
    assert called.err.endswith("Stopped.\n")
    assert not (tmp_path / "new").exists()
