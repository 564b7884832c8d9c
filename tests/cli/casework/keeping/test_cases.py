"""Cases: made, shown, edited, moved and closed; who writes to whom."""

import tomllib

import pytest

from outreach.cli.screen import asking
from outreach.errors import ExitStatus
from tests.cli.cases import (
    CHINESE,
    FACTS,
    NAME,
    NUMBER,
    all_bytes,
    put_case,
    texts_of,
)


@pytest.fixture
def somebody(monkeypatch) -> None:
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)


NEW = ("case", "new", "heron", "--name", f"en={NAME}", "--name", f"zh-Hant={CHINESE}")


# --- new -----------------------------------------------------------------------------------------


def test_a_private_case_is_made_with_the_store_and_stands_nowhere_in_plain(
    outreach, folder
) -> None:
    made = outreach(*NEW, "--number", NUMBER, "--facility", "hk-stanley", "--since", "2026-01-05")
    assert made.status == 0
    assert "heron is kept in the private store" in made.out
    shown = outreach("case", "show", "heron", "--json").json
    assert shown["private"] is True
    assert shown["people"][0]["names"] == {"en": NAME, "zh-Hant": CHINESE}
    assert (shown["held"][0]["facility"], shown["held"][0]["since"]) == ("hk-stanley", "2026-01-05")
    assert shown["languages"] == ["en", "zh-Hant"]
    assert shown["consent"] == "nobody"
    there = all_bytes(folder)
    for secret in (NAME, NUMBER, CHINESE, "Exemplary"):
        assert secret.encode() not in there


def test_where_no_day_is_given_it_is_said_that_today_is_put_down(outreach, folder) -> None:
    made = outreach(*NEW, "--facility", "hk-stanley")
    today = outreach("case", "show", "heron", "--json").json["held"][0]["known_on"]
    assert f"today is put down ({today})" in made.err
    since = ("--facility", "hk-stanley", "--since", "2026-01-05")
    assert "is put down" not in outreach("case", "new", "gull", *NEW[3:], *since).err


def test_a_move_before_a_day_on_which_they_were_still_there_is_pointed_out(
    outreach, folder
) -> None:
    outreach(*NEW, "--facility", "hk-stanley", "--since", "2026-01-05")
    outreach("case", "move", "heron", "--still-there", "--on", "2026-03-05")
    moved = outreach("case", "move", "heron", "--to", "hk-pik-uk", "--on", "2026-03-04")
    assert moved.status == 0
    assert "They were known to be at hk-stanley on 2026-03-05, after that day." in moved.err
    again = outreach("case", "move", "heron", "--to", "hk-stanley", "--on", "2026-04-04")
    assert "after that day" not in again.err


@pytest.mark.parametrize("since", ["2024-03", "2024"])
def test_they_may_be_held_since_a_month_or_a_year(outreach, folder, since) -> None:
    assert outreach(*NEW, "--facility", "hk-stanley", "--since", since).status == 0
    assert outreach("case", "show", "heron", "--json").json["held"][0]["since"] == since
    assert outreach("case", "move", "heron", "--still-there", "--on", "2024-05-01").status == 0
    moved = outreach("case", "move", "heron", "--to", "hk-pik-uk", "--on", "2023-12-31")
    assert f"They are at hk-stanley since {since}, and 2023-12-31 lies before." in moved.err


@pytest.mark.parametrize(
    "word", ["adalbert", "exemplary", "Exempl", "765432", "76543", "xadalbert"]
)
def test_a_code_word_that_tells_who_is_meant_is_refused(outreach, folder, word) -> None:
    refused = outreach("case", "new", word, "--name", f"en={NAME}", "--number", NUMBER)
    assert refused.status == 2
    assert "The code word tells who is meant." in refused.err
    assert NAME not in refused.err
    assert not (folder / "private.db").exists()


def test_a_chinese_name_is_no_code_word(outreach, folder) -> None:
    refused = outreach("case", "new", "例子", "--name", f"zh-Hant={CHINESE}")
    assert "The code word tells who is meant." in refused.err


@pytest.mark.parametrize("word", ["a/b", "con", "a b", ".hidden", "a:b"])
def test_a_code_word_can_stand_in_a_file_name(outreach, folder, word) -> None:
    assert "cannot be the name of a case" in outreach("case", "new", word, *NEW[3:]).err


def test_a_word_is_given_once(outreach, heron) -> None:
    refused = outreach(*NEW)
    assert refused.status == 2
    assert "There is a case “heron” already." in refused.err


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--facility", "hk-stanly"), "Did you mean “hk-stanley”?"),
        (("--since", "2026-01-05"), "--since tells nothing without --facility"),
        (("--facility", "hk-stanley", "--since", "2096-01-05"), "has not come yet"),
        (("--facility", "hk-stanley", "--since", "2096-01"), "has not come yet"),
        (("--facility", "hk-stanley", "--since", "March"), "'March' is not a day"),
        (("--number", "unknown"), "What --number gives has no digit in it."),
        (("--consent", "everybody"), "--consent cannot be “everybody”"),
        (("--language", "Cantonese!"), "is not a language"),
        (("--name", "Ada Example"), "is not a name with its language"),
    ],
)
def test_what_cannot_be_right_is_refused_before_anything_is_made(
    outreach, folder, more, sentence
) -> None:
    refused = outreach(*NEW, *more)
    assert refused.status == 2
    assert sentence in refused.err
    assert not (folder / "private.db").exists()


def test_a_public_case_needs_consent(outreach, folder) -> None:
    refused = outreach(*NEW, "--public")
    assert refused.status == 2
    assert "their consent to that is not on record" in refused.err
    assert not (folder / "cases").exists()


def test_a_public_case_is_a_plain_file(outreach, folder) -> None:
    made = outreach(*NEW, "--public", "--consent", "public", "--number", NUMBER)
    assert made.status == 0
    written = tomllib.loads((folder / "cases" / "heron.toml").read_text("utf-8"))
    assert (written["names"]["en"], written["number"]) == (NAME, NUMBER)
    assert not (folder / "private.db").exists()
    assert outreach("case", "show", "heron").status == 0


def test_consent_of_a_public_case_is_asked_for(outreach, folder, somebody) -> None:
    made = outreach(*NEW, "--public", answers="yes\n")
    assert "agreed that they be named in public?" in made.err
    assert (folder / "cases" / "heron.toml").is_file()


def test_what_is_not_given_is_asked_for(outreach, folder, somebody) -> None:
    answers = (
        f"{NAME}\nzh-Hant={CHINESE}\nnot=a=name!\n\n"  # names
        f"{NUMBER}\nEXEMPLARY A\n"
        "stanley\nhk-stanley\nlast year\n2026-01-05\n"
        "en\n2\n"
    )
    made = outreach("case", "new", "heron", answers=answers)
    assert made.status == 0, made.err
    shown = outreach("case", "show", "heron", "--json").json
    assert shown["people"][0]["prison_name"] == "EXEMPLARY A"
    assert shown["people"][0]["number"] == NUMBER
    assert shown["held"][0]["facility"] == "hk-stanley"
    assert (shown["languages"], shown["consent"]) == (["en"], "group")


def test_a_number_without_a_digit_is_asked_for_again_and_taken_when_it_is_typed_again(
    outreach, folder, somebody
) -> None:
    rest = "EXEMPLARY A\n\nen\n2\n"
    made = outreach("case", "new", "heron", answers=f"{NAME}\n\nnone\n{NUMBER}\n{rest}")
    assert "That has no digit in it." in made.err
    made = outreach("case", "new", "gull", answers=f"{NAME}\n\nABC\nABC\n{rest}")
    assert made.status == 0, made.err
    numbers = [
        outreach("case", "show", case, "--json").json["people"][0]["number"]
        for case in ("heron", "gull")
    ]
    assert numbers == [NUMBER, "ABC"]


# --- list and show -------------------------------------------------------------------------------


def test_two_names_in_one_language_are_refused_and_no_case_is_spoilt_by_them(
    outreach, folder
) -> None:
    twice = outreach(*NEW, "--name", "en=Another Name")
    assert twice.status == ExitStatus.USAGE
    assert "two names in en" in twice.err
    assert "--prison-name" in twice.err
    assert outreach("case", "list").status == 0
    assert outreach(*NEW, "--name", f"en={NAME}").status == 0  # the same again is no second one


def test_two_names_in_one_language_are_asked_about_again(
    outreach, folder, monkeypatch, somebody
) -> None:
    answers = iter(["en=Ada", "en=Adele", "fr=Adele", "", *[""] * 9])
    monkeypatch.setattr(asking, "ask", lambda *_: next(answers))
    monkeypatch.setattr(asking, "choose", lambda *_, **__: "nobody")
    made = outreach("case", "new", "heron")
    assert "two names in en" in made.err
    shown = outreach("case", "show", "heron", "--json").json
    assert shown["people"][0]["names"] == {"en": "Ada", "fr": "Adele"}


def test_lists_show_code_words_and_names_only_when_asked(outreach, heron) -> None:
    assert outreach("case", "list").out.startswith("heron\tprivate\thk-stanley")
    assert NAME not in outreach("case", "list").out
    assert NAME in outreach("case", "list", "--names").out
    (item,) = outreach("case", "list", "--json").json["items"]
    assert "names" not in item


def test_a_case_that_is_not_there_is_told_with_those_that_are(outreach, heron) -> None:
    missing = outreach("case", "show", "hreon")
    assert missing.status == 2
    assert "Did you mean “heron”?" in missing.err


def test_without_a_store_nothing_is_made_by_looking(outreach, folder) -> None:
    assert outreach("case", "list").status == 0
    assert outreach("case", "show", "heron").status == 2
    assert not (folder / "private.db").exists()


# --- edit ----------------------------------------------------------------------------------------


def test_both_parts_are_edited_in_one_text_that_lies_in_memory(outreach, heron, opens) -> None:
    seen = opens('text = text.replace("sedition", "incitement").replace("lighthouse", "pier")')
    assert outreach("case", "edit", "heron").status == 0
    facts, guarded = texts_of(heron)
    assert "incitement" in facts
    assert "pier" in guarded
    assert FACTS.rstrip() in seen.seen
    assert seen.modes == "100600 40700"
    assert not seen.place.exists()
    assert not seen.place.parent.exists()
    assert not seen.place.is_relative_to(heron)


def test_nothing_is_changed_where_nothing_was_typed(outreach, heron, opens) -> None:
    opens()
    assert "Nothing was changed." in outreach("case", "edit", "heron").out
    assert texts_of(heron)[0] == FACTS


def test_an_editor_that_gives_up_changes_nothing(outreach, heron, opens) -> None:
    opens("text = ''; place.write_text(text); sys.exit(1)")
    assert "Nothing was changed." in outreach("case", "edit", "heron").out
    assert texts_of(heron)[0] == FACTS


def test_mistakes_are_shown_at_their_lines_and_the_text_is_taken_up_again(
    outreach, heron, opens
) -> None:
    first = opens("text = text.replace('consent = \"nobody\"', 'consent = \"nobdy\"') + 'x = 1\\n'")
    wrong = outreach("case", "edit", "heron")
    assert wrong.status == 3
    lines = first.seen.split("\n")
    at = lines.index('consent = "nobody"') + 1
    assert f"heron:{at}: “consent” cannot be" in wrong.err
    assert f"heron:{len(lines)}: “…” is not known" in wrong.err
    assert "nobdy" not in wrong.err
    assert "nobody" in texts_of(heron)[1]

    again = opens("text = text.replace('nobdy', 'group').replace('x = 1\\n', '')")
    assert outreach("case", "edit", "heron").status == 0
    assert "nobdy" in again.seen
    assert 'consent = "group"' in texts_of(heron)[1]
    opens()
    assert "is taken up again" not in outreach("case", "edit", "heron").err


def test_somebody_at_the_terminal_edits_again_at_once(outreach, heron, opens, somebody) -> None:
    opens(
        "text = text.replace('\"nobody\"', '\"nobdy\"')",
        "text = text.replace('\"nobdy\"', '\"group\"')",
    )
    edited = outreach("case", "edit", "heron", answers="\n")
    assert edited.status == 0
    assert "Edit it again?" in edited.err
    assert 'consent = "group"' in texts_of(heron)[1]


def test_somebody_who_stops_loses_nothing(outreach, heron, opens, somebody) -> None:
    opens("text = text.replace('\"nobody\"', '\"nobdy\"') + '# long thoughts\\n'")
    stopped = outreach("case", "edit", "heron", answers="no\n")
    assert "What you typed is kept" in stopped.err
    seen = opens()
    outreach("case", "edit", "heron", answers="no\n")
    assert "# long thoughts" in seen.seen


def test_the_line_between_the_parts_has_to_stay(outreach, heron, opens) -> None:
    opens("text = '\\n'.join(l for l in text.split('\\n') if not l.startswith('# ====='))")
    assert "The line that parts the facts" in outreach("case", "edit", "heron").err


def test_a_name_filled_in_later_that_the_code_word_tells_is_warned_of(
    outreach, heron, opens
) -> None:
    opens(f"text = text.replace({NAME!r}, 'Hero Nobody')")
    assert "The code word heron tells who is meant" in outreach("case", "edit", "heron").err


def test_a_public_case_is_edited_in_its_file_and_what_is_guarded_in_the_store(
    outreach, folder, opens
) -> None:
    outreach(*NEW, "--public", "--consent", "public")
    opens("text += '# a remark\\n'")
    assert outreach("case", "edit", "heron").status == 0
    assert "# a remark" in (folder / "cases" / "heron.toml").read_text("utf-8")
    assert not (folder / "private.db").exists()

    seen = opens("text = text.replace('politics = false', 'politics = true')")
    assert outreach("case", "edit", "heron", "--guarded").status == 0
    assert NAME not in seen.seen
    assert outreach("case", "show", "heron", "--json").json["politics"] is True


def test_what_was_typed_of_a_public_case_is_kept_without_a_store(outreach, folder, opens) -> None:
    outreach(*NEW, "--public", "--consent", "public")
    opens("text += 'nonsense = 1\\n'")
    assert outreach("case", "edit", "heron").status == 3
    seen = opens("text = text.replace('nonsense = 1\\n', '# fine\\n')")
    assert outreach("case", "edit", "heron").status == 0
    assert "nonsense" in seen.seen
    assert [path.name for path in (folder / "cases").iterdir()] == ["heron.toml"]


# --- move and close ------------------------------------------------------------------------------


def test_a_move_is_a_further_stay(outreach, heron) -> None:
    moved = outreach(
        "case", "move", "heron", "--to", "hk-lo-wu", "--on", "2026-03-02", "--source", "family"
    )
    assert moved.status == 0
    held = outreach("case", "show", "heron", "--json").json["held"]
    assert [stay["facility"] for stay in held] == ["hk-stanley", "hk-lo-wu"]
    assert (held[1]["since"], held[1]["source"]) == ("2026-03-02", "family")


def test_that_they_are_still_there_is_put_down(outreach, heron) -> None:
    assert outreach("case", "move", "heron", "--still-there", "--on", "2026-03-02").status == 0
    (stay,) = outreach("case", "show", "heron", "--json").json["held"]
    assert stay["known_on"] == "2026-03-02"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "It is not said where they are."),
        (("--to", "hk-stanley"), "is at hk-stanley already"),
        (("--to", "nowhere"), "There is no prison “nowhere”."),
        (("--to", "hk-lo-wu", "--on", "2025-01-01"), "lies before"),
        (("--to", "hk-lo-wu", "--on", "2096-01-01"), "has not come yet"),
    ],
)
def test_a_move_that_cannot_be_is_refused(outreach, heron, words, sentence) -> None:
    refused = outreach("case", "move", "heron", *words)
    assert refused.status == 2
    assert sentence in refused.err
    assert texts_of(heron)[0] == FACTS


def test_a_case_is_closed_with_its_promises_and_campaigns(outreach, heron) -> None:
    (heron / "campaigns" / "free.toml").write_text(
        'id = "free"\ntemplate = "appeal"\nrecipients = ["officials"]\ncase = "heron"\n', "utf-8"
    )
    outreach("case", "writer", "add", "ann", "--name", "Ann Muster")
    outreach("case", "pair", "heron", "--writer", "ann", "--every", "4 weeks")
    closed = outreach("case", "close", "heron", "--reason", "released", "--on", "2026-03-02")
    assert closed.status == 0
    assert "Tell those who write: ann." in closed.out
    assert "These campaigns name it, and stop: free." in closed.out
    shown = outreach("case", "show", "heron", "--json").json
    assert shown["closed"] == {"reason": "released", "on": "2026-03-02"}
    assert shown["writers"] == []
    assert outreach("case", "close", "heron", "--reason", "died").status == 2
    assert "was closed on" in outreach("case", "move", "heron", "--still-there").err


def test_a_reason_is_one_of_three(outreach, heron) -> None:
    assert (
        "Choose one of released, died"
        in outreach("case", "close", "heron", "--reason", "tired").err
    )


# --- who writes ----------------------------------------------------------------------------------


def test_writers_and_promises_are_in_the_store_alone(outreach, folder) -> None:
    put_case(folder)
    added = outreach(
        *("case", "writer", "add", "ann", "--name", "Ann Muster", "--signs-as", "Robin"),
        *("--address", "1 Home Street | Toronto", "--country", "CA"),
    )
    assert added.status == 0
    assert "taken for a home" in added.err
    assert outreach("case", "pair", "heron", "--writer", "ann", "--every", "4 weeks").status == 0
    listed = outreach("case", "writer", "list", "--json").json
    assert listed["items"] == [{"writer": "ann", "signs_as": "Robin"}]
    named = outreach("case", "writer", "list", "--names", "--json").json["items"]
    assert named[0]["name"] == "Ann Muster"
    assert listed["pairs"][0]["every_days"] == 28
    assert b"Muster" not in all_bytes(folder)
    assert (
        "Nobody writes to heron now" in outreach("case", "unpair", "heron", "--writer", "ann").err
    )
    assert outreach("case", "writer", "remove", "ann").status == 0
    assert outreach("case", "writer", "list", "--json").json["items"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--writer", "bob", "--every", "4 weeks"), "There is no writer called “bob”"),
        (("--writer", "ann", "--every", "often"), "is not a span of time"),
        (("--writer", "ann", "--every", "4 weeks", "--person", "x"), "Leave --person away"),
    ],
)
def test_a_promise_that_cannot_be_kept_is_refused(outreach, heron, words, sentence) -> None:
    outreach("case", "writer", "add", "ann", "--name", "Ann Muster")
    refused = outreach("case", "pair", "heron", *words)
    assert refused.status == 2
    assert sentence in f"{refused.err}"


def test_a_writer_keeps_what_is_not_given_anew(outreach, folder) -> None:
    def shown() -> str:
        return outreach("case", "writer", "show", "ann").out

    assert outreach("case", "writer", "add", "ann").status == ExitStatus.USAGE
    first = ("--name", "Ann Muster", "--signs-as", "Robin", "--address", "PO Box 1", "--country")
    outreach("case", "writer", "add", "ann", *first, "GB", "--group-address")
    outreach("case", "writer", "add", "ann", "--email", "ann@example.org")
    assert "PO Box 1, GB (the group's)" in shown()
    assert {"Ann Muster", "Robin"} <= {line.partition("\t")[2] for line in shown().splitlines()}
    outreach("case", "writer", "add", "ann", "--address", "12 Elm Street", "--country", "CA")
    assert "12 Elm Street, CA (their home, as far as is known)" in shown()


@pytest.mark.usefixtures("folder", "somebody")
def test_a_writer_is_asked_about_so_that_no_name_stands_on_the_command_line(outreach) -> None:
    added = outreach(
        *("case", "writer", "add", "ann"),
        answers="Ann Muster\nRobin\n12 Elm Street\nLeeds LS1 1AA\n\ngb\nno\n",
    )
    assert added.status == 0, added.err
    assert "shell" not in added.err
    shown = outreach("case", "writer", "show", "ann").out
    for told in ("Ann Muster", "Robin", "12 Elm Street, Leeds LS1 1AA, GB (their home"):
        assert told in " ".join(shown.split())
    again = outreach("case", "writer", "add", "ann", "--name", "Ann M. Muster")
    assert "may be kept in plain by your shell" in " ".join(again.err.split())
