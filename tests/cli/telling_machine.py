"""A computer whose every name tells on its user, and the program run on it as a process."""

import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from textwrap import dedent

HOST = "zubrowka-laptop"
DOMAIN = "nebelsbad.example"
USER = "moustafa"
MAC = 0xFEE1DEADBEEF

# Any of them, anywhere in what leaves, would tell where or by whom it was made. None is a word
# that a letter has.
WORDS = (
    *("zubrowka", "nebelsbad", USER),  # the computer, its network, its user
    *("desgoffe", "kovacs", "秘密工作室", "schloss-lutz"),  # folders
    *("mendl.example", "agatha"),  # who the user is elsewhere
    *("urumqi", "de_CH", "de-CH"),  # where the computer thinks it is
    *("fee1deadbeef", "fe:e1:de:ad:be:ef"),
    *(sys.prefix, str(Path(__file__).parents[2])),  # where the program is
)

# Executed by every Python that starts there, before anything else.
SITECUSTOMIZE = f"""\
import getpass, os, platform, socket, uuid
socket.gethostname = platform.node = lambda: {HOST!r}
socket.getfqdn = lambda name="": {HOST + "." + DOMAIN!r}
getpass.getuser = os.getlogin = lambda: {USER!r}
uuid.getnode = lambda: {MAC}
if hasattr(os, "uname"):
    own = os.uname()
    os.uname = lambda: os.uname_result((own[0], {HOST!r}, *own[2:]))
try:
    import pwd
    entry = pwd.struct_passwd(
        ({USER!r}, "x", os.getuid(), os.getgid(), "Agatha", os.environ["HOME"], "/bin/sh")
    )
    pwd.getpwuid = pwd.getpwnam = lambda who: entry
except ImportError:
    pass
"""


class TellingMachine:
    """`home`, `temporary` and `workspace` are its folders; `others` further variables."""

    def __init__(self, root: Path, **others: str) -> None:
        self.home = root / f"desgoffe-{USER}"
        self.temporary = root / "schloss-lutz"
        self.workspace = self.home / "kovacs-秘密工作室"
        customs = root / "customs"
        for folder in (self.home, self.temporary, self.workspace, customs):
            folder.mkdir(parents=True)
        (customs / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
            "PYTHONPATH": str(customs),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            **dict.fromkeys(("USER", "LOGNAME", "USERNAME"), USER),
            **dict.fromkeys(("HOME", "USERPROFILE"), str(self.home)),
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.temporary)),
            **dict.fromkeys(("HOSTNAME", "COMPUTERNAME", "MAILHOST"), HOST),
            **dict.fromkeys(("EMAIL", "GIT_AUTHOR_EMAIL", "DEBEMAIL"), "agatha@mendl.example"),
            **dict.fromkeys(("LANG", "LC_ALL"), "de_CH.UTF-8"),
            "TZ": "Asia/Urumqi",
            "COLUMNS": "200",
            **others,
        }

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*_elsewhere(), sys.executable, *words],
            cwd=self.workspace,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    def outreach(self, *words: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        """Call the program in the workspace; it has to end with this status."""
        called = self.python("-m", "outreach", *words)
        assert called.returncode == status, called.stdout + called.stderr
        return called


@lru_cache
def _elsewhere() -> tuple[str, ...]:
    """Where the system lets us, the computer itself bears the telling name for the process."""
    program = shutil.which("unshare")
    if program is None:
        return ()
    for by in ((), ("--user", "--map-root-user")):
        named = (program, *by, "--uts", "sh", "-c", f'hostname {HOST} && exec "$@"', "sh")
        if subprocess.run([*named, "true"], capture_output=True).returncode == 0:
            return named
    return ()


TEMPLATE = """\
---
subject: The people prosecuted for peaceful expression
demands:
  - Drop the charges.
  - Release those held.
---
I am writing to you as {{ office }}, whose [duties](https://example.org/law) are **clear**.

{{ demands }}

{{ personal }}
"""

CHINESE = """\
---
subject: 因和平表達意見而被檢控的人
demands:
  - 撤銷控罪。
  - 釋放被羈押的人。
---
本人致函{{ office }}，懇請閣下留意此事。

{{ demands }}

{{ personal }}
"""

OFFICIALS = """\
id,name,family,native_name,office,organisation,languages,email,address,locality,country
cheng,Teresa Cheng,Cheng,鄭若驊,Secretary for Justice,Department of Justice,zh-Hant,\
cheng@example.org,,,HK
lee,John Lee,Lee,,Secretary for Security,Security Bureau,en,lee@example.org,,,HK
post,Po Stal,Stal,,Commissioner of Post,Post Office,en,,1 Main Street,Town,GB
"""

# Names that the user gives to files: the record knows them, a letter does not tell them.
OWN_WORDS = ("ludwigs-draft", "joplings-list", "serges-plan", "secret-title")


def set_up(folder: Path, port: int, *, personal: str = "") -> None:
    """A campaign with letters in two languages, sent by a logged-in account over STARTTLS."""
    texts = {
        "outreach.toml": f"""\
            [sender]
            id = "jane"
            name = "Jane Doe"
            email = "jane@example.org"
            address = ["12 Elm Street", "Toronto ON  M5V 2T6"]
            country = "CA"

            [mail]
            host = "localhost"
            port = {port}
            security = "starttls"
            username = "jane@example.org"
            rate = "none"
            """,
        "campaigns/serges-plan.toml": f"""\
            id = "serges-plan"
            title = "secret-title"
            template = "ludwigs-draft"
            recipients = ["joplings-list"]
            channels = ["email", "post"]
            personal = "{personal}"
            date = 2026-03-05
            """,
        "letter_templates/ludwigs-draft.md": TEMPLATE,
        "letter_templates/ludwigs-draft.zh-Hant.md": CHINESE,
        "recipients/joplings-list.csv": OFFICIALS,
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(dedent(text), encoding="utf-8")
