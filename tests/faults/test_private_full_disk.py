"""A private store on a disk that is really full: it is said, and what is there can be read."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.private_case import FACTS, GUARDED
from tests.encryption.stores import PASSPHRASE
from tests.faults.test_real_full_disk import ALONE, disk

__all__ = ["disk"]

MAKE = """
import sys
from pathlib import Path
from outreach.casework.values import Entry
from outreach.cli.opening import private_store
from outreach.cli.screen import times
from outreach.workspace.opening import Workspace
with private_store.open_casework(Workspace(Path(sys.argv[1])), create=True) as casework:
    casework.put(Entry("heron", True, sys.argv[2], sys.argv[3]), times.now())
"""
SCRIPT = """
disk=$1; python=$2; make=$3; facts=$4; guarded=$5
mount -t tmpfs -o size=4m,mode=700 none "$disk" || exit 99
cd "$disk"
$python -m outreach init folder >/dev/null 2>&1 || exit 98
cd folder
$python -c "$make" . "$facts" "$guarded" || exit 97
cat /dev/zero > ../filling 2>/dev/null
run() { echo "<$*>"; $python -m outreach "$@" 2>&1; echo "<status $?>"; }
run case list
run case show heron
run log show heron
run due
run ledger check
run case close heron --reason released
"""


@pytest.mark.slow
def test_a_full_disk_is_named_and_what_only_reads_goes_on(disk: Path) -> None:
    environment = {**os.environ, "OUTREACH_PASSPHRASE": PASSPHRASE, "COLUMNS": "400"}
    command = ["sh", "-c", SCRIPT, "sh", str(disk), sys.executable, MAKE, FACTS, GUARDED]
    done = subprocess.run([*ALONE, *command], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    said = dict(re.findall(r"^<(.+?)>\n(.*?<status \d+>)$", done.stdout, re.DOTALL | re.MULTILINE))
    for reading in ("case list", "case show heron", "log show heron", "due"):
        assert said[reading].count("no room left on the disk") == 1, said[reading]
        assert said[reading].endswith("<status 0>"), said[reading]
    assert "CHAN Siu Ming" in said["case show heron"]
    assert "The private store is sound." in said["ledger check"]
    refused = said["case close heron --reason released"]
    assert "Make room, then run the command again" in refused
    assert refused.endswith("<status 7>")
    assert "disk I/O error" not in done.stdout
    assert "Traceback" not in done.stdout
