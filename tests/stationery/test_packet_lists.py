"""The table of a packet, as it is written and as it comes back."""

from datetime import date
from pathlib import Path

import pytest

from outreach.errors import InputInvalid
from outreach.stationery.packet_lists import Line, Returned, read_list, write_list
from outreach.stationery.packets import Packet

TODAY = date(2026, 11, 22)
HEAD = "number,id,to,posted,note,packet,campaign,wave\n"


def read(path: Path, posted: str, separator: str = ",") -> Line:
    text = f'{HEAD}1,ann,Ann,"{posted}",,2 of 5,post,1\n'.replace(",", separator)
    path.write_text(text, encoding="utf-8")
    (line,) = read_list(path, path.name, TODAY).lines
    return line


def problems(path: Path, *rows: str) -> list[tuple[int | None, str]]:
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    with pytest.raises(InputInvalid) as refused:
        read_list(path, path.name, TODAY)
    return [(problem.line, problem.sentence) for problem in refused.value.problems]


def test_what_is_written_is_read_back_and_nothing_is_posted_yet(tmp_path) -> None:
    path = tmp_path / "packet-2-of-5.csv"
    lines = [Line("1", "ann", "Ann Able"), Line("2", "=mei", "陳美玲, “Mei”")]
    write_list(path, lines, Packet(2, 5, "bob"), "post", "1")
    assert read_list(path, path.name, TODAY) == Returned(
        "post",
        "1",
        (
            Line("1", "ann", "Ann Able", packet=2, line=2),
            Line("2", "=mei", "陳美玲, “Mei”", packet=2, line=3),
        ),
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # by which Excel knows the Chinese names


@pytest.mark.parametrize("mark", ["x", "X", "yes", " Yes ", "TRUE", "✓", "1"])
def test_a_tick_in_any_hand_is_a_tick(tmp_path, mark: str) -> None:
    line = read(tmp_path / "list.csv", mark)
    assert (line.posted, line.on) == (True, None)


@pytest.mark.parametrize("mark", ["", " ", "no", "-", "FALSE"])
def test_an_empty_box_is_none(tmp_path, mark: str) -> None:
    assert not read(tmp_path / "list.csv", mark).posted


@pytest.mark.parametrize(
    "day", ["2026-11-20", "20.11.2026", "20/11/2026", "11/20/2026", "2026-11-20 00:00:00"]
)
def test_a_day_is_read_as_spreadsheets_of_any_country_write_it(tmp_path, day: str) -> None:
    assert read(tmp_path / "list.csv", day).on == date(2026, 11, 20)


def test_a_list_saved_with_semicolons_is_read(tmp_path) -> None:
    assert read(tmp_path / "list.csv", "x", separator=";").posted


def test_all_that_is_wrong_is_told_together_by_line(tmp_path) -> None:
    found = problems(
        tmp_path / "list.csv",
        "1,ann,,perhaps,,2 of 5,post,1",
        "2,bob,,03/04/2026,,2 of 5,post,1",
        "3,cy,,2027-01-01,,2 of 5,post,1",
        "4,,,x,,2 of 5,post,1",
        "5,eve,,x,,,post,1",
        "6,fay,,x,,2 of 5,other,1",
        "7,gus,,x,,2 of 5,,",
    )
    assert [line for line, _ in found] == [2, 3, 4, 5, 6, 7, 8]
    assert "“perhaps”" in found[0][1]
    assert "3 April or 4 March" in found[1][1] or "4 March or 3 April" in found[1][1]
    assert "not come yet" in found[2][1]


def test_a_table_without_the_columns_says_which_are_missing(tmp_path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("number,posted\n1,x\n", encoding="utf-8")
    with pytest.raises(InputInvalid) as refused:
        read_list(path, path.name, TODAY)
    assert "no column id and no column packet" in refused.value.problems[0].sentence
