"""Importing a data set, once and again."""

import csv
import json

import pytest

from tests.servers.https import Answer, HttpsServer

MEMBERS = 501


def legislators(number: int) -> list[dict[str, object]]:
    return [
        {
            "id": {"bioguide": f"X{n:06}"},
            "name": {
                "first": "Example",
                "last": f"Person{n}",
                "official_full": f"Example Person{n}",
            },
            "bio": {"gender": "F"},
            "terms": [
                {
                    "type": "rep",
                    "start": "2025-01-03",
                    "end": "2027-01-03",
                    "state": "CA",
                    "district": n,
                    "party": "Example",
                    "address": f"{n} Longworth House Office Building Washington DC 20515",
                    "phone": "202-555-0100",
                }
            ],
        }
        for n in range(1, number + 1)
    ]


@pytest.fixture
def data_set(tmp_path):
    path = tmp_path / "legislators-current.json"
    path.write_text(json.dumps(legislators(MEMBERS)) + "\n", encoding="utf-8")
    return path


def test_a_list_imported_again_keeps_what_people_wrote_into_it(outreach, folder, data_set) -> None:
    first = outreach("recipients", "import", "us-congress", str(data_set))
    assert first.status == 0, first.err
    path = folder / "recipients" / "us-congress.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == MEMBERS
    rows[0] |= {"email": "own@example.org", "tags": "stop", "notes": "met in May"}
    own = {"id": "own-row", "name": "Own Row", "office": "Aide"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows([*rows, own])
    assert outreach("recipients", "import", "us-congress", str(data_set)).status == 0
    again = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert len(again) == MEMBERS + 1
    assert again[0]["email"] == "own@example.org"
    assert again[0]["tags"] == "stop"
    assert again[0]["notes"] == "met in May"
    assert again[-1]["id"] == "own-row"


# --- kept, removed, asked about -------------------------------------------------------------------


def write_data_set(path, members) -> None:
    path.write_text(json.dumps(members) + "\n", encoding="utf-8")


def rows_of(folder, name="us-congress"):
    path = folder / "recipients" / f"{name}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def write_rows(folder, rows, name="us-congress") -> None:
    path = folder / "recipients" / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)


def imported(outreach, data_set, *words):
    done = outreach("recipients", "import", "us-congress", str(data_set), *words)
    assert done.status == 0, done.err
    return done


def test_what_both_changed_is_reported_and_the_persons_words_stay(
    outreach, folder, data_set
) -> None:
    imported(outreach, data_set)
    rows = rows_of(folder)
    rows[0]["phone"] = "555 0199"
    write_rows(folder, rows)
    members = legislators(MEMBERS)
    members[0]["terms"][0]["phone"] = "202-555-0111"
    write_data_set(data_set, members)
    done = imported(outreach, data_set)
    assert "you wrote '555 0199' in “phone”; the data set now says '202-555-0111'" in done.err
    assert rows_of(folder)[0]["phone"] == "555 0199"
    assert "555 0199" not in imported(outreach, data_set).err


def test_nobody_with_letters_on_record_leaves_the_list(outreach, folder, data_set) -> None:
    write_data_set(data_set, legislators(MEMBERS + 2))
    imported(outreach, data_set)
    rows = rows_of(folder)
    for row in rows:
        row["email"] = f"{row['id']}@example.org" if row["id"] == "us-x000502" else ""
    write_rows(folder, rows)
    sent = outreach("send", "--template", "appeal", "--to", "us-congress", "--yes")
    assert sent.status == 0, sent.err
    assert "us-x000502" in outreach("history", "--json").out
    # Without a column of their own, only the record speaks for them.
    write_rows(folder, [{k: v for k, v in row.items() if k != "email"} for row in rows])
    write_data_set(data_set, legislators(MEMBERS))
    done = imported(outreach, data_set, "--as-of", "2026-08-01")
    assert "stay in the list with their term ended: Example Person502" in done.out
    assert "no letters to them: Example Person503 (us-x000503)" in done.out
    kept = {row["id"]: row for row in rows_of(folder)}
    assert kept["us-x000502"]["term_end"] == "2026-07-31"
    assert "us-x000503" not in kept
    again = outreach("recipients", "import", "us-congress", str(data_set), "--json").json
    assert (again["left"], again["kept"], again["removed"]) == ([], [], [])
    assert again["recipients"] == MEMBERS + 1


def test_a_row_taken_out_by_hand_stays_out_until_it_is_asked_for(
    outreach, folder, data_set
) -> None:
    imported(outreach, data_set)
    write_rows(folder, rows_of(folder)[1:])
    done = imported(outreach, data_set)
    assert "Taken out by you, and left out again: Example Person1" in done.err
    assert len(rows_of(folder)) == MEMBERS - 1
    imported(outreach, data_set, "--bring-back")
    assert len(rows_of(folder)) == MEMBERS


def test_a_list_that_excel_saved_is_written_back_in_its_way(outreach, folder, data_set) -> None:
    imported(outreach, data_set)
    path = folder / "recipients" / "us-congress.csv"
    rows = rows_of(folder)
    lines = [";".join(rows[0]), *(";".join(row.values()) for row in rows)]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    imported(outreach, data_set)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid;name;")


@pytest.mark.parametrize("content", ["", "[", '[{"id": 1}]', "x" * 100])
def test_a_bad_file_leaves_the_list_as_it_was(outreach, folder, data_set, content) -> None:
    imported(outreach, data_set)
    path = folder / "recipients" / "us-congress.csv"
    before = path.read_bytes()
    data_set.write_text(content)
    refused = outreach("recipients", "import", "us-congress", str(data_set))
    assert refused.status == 3
    assert str(data_set) in refused.err
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.glob("*.part")] == []


def test_a_list_of_the_same_name_that_is_a_persons_own_is_not_touched(
    outreach, folder, tmp_path
) -> None:
    theirs = tmp_path / "officials.csv"
    theirs.write_text("Name,Title\nSam Example,Chair\n")
    before = (folder / "recipients" / "officials.csv").read_bytes()
    refused = outreach("recipients", "import", "table", str(theirs), "--yes")
    assert refused.status == 3
    assert "was not made by this import" in refused.err
    assert (folder / "recipients" / "officials.csv").read_bytes() == before
    done = outreach("recipients", "import", "table", str(theirs), "--yes", "--list", "theirs")
    assert done.status == 0, done.err
    assert rows_of(folder, "theirs")[0]["id"] == "sam-example"


def test_a_list_kept_as_a_spreadsheet_is_not_doubled(outreach, folder, data_set) -> None:
    (folder / "recipients" / "us-congress.xlsx").write_bytes(b"PK")
    refused = outreach("recipients", "import", "us-congress", str(data_set))
    assert refused.status == 3
    assert "is kept in us-congress.xlsx" in refused.err


# --- any spreadsheet ------------------------------------------------------------------------------

CONTACTS = (
    "Nom,Poste,Courriel,Bemerkung,Other\n"
    "Sam Example,Chair,Sam <sam@example.org>,=1+1,x\n"
    "Ann Other,Clerk,No email found,met,y\n"
)


@pytest.fixture
def contacts(tmp_path):
    path = tmp_path / "contacts.csv"
    path.write_text(CONTACTS, encoding="utf-8")
    return path


def test_a_spreadsheet_is_not_taken_over_unseen(outreach, folder, contacts) -> None:
    refused = outreach("recipients", "import", "table", str(contacts))
    assert refused.status == 2
    assert "Courriel  →  email  (by its heading)" in refused.err
    assert "Say --yes, or --map" in refused.err
    assert not (folder / "recipients" / "contacts.csv").exists()


def test_a_spreadsheet_is_imported_as_it_is_mapped_and_the_next_time_asks_nothing(
    outreach, folder, contacts
) -> None:
    words = ("recipients", "import", "table", str(contacts))
    done = outreach(*words, "--yes", "--map", "Other=drop")
    assert done.status == 0, done.err
    first = rows_of(folder, "contacts")[0]
    assert first == {
        "id": "sam-example", "name": "Sam Example", "office": "Chair",
        "email": "sam@example.org", "source": "contacts.csv", "verified_on": "",
        "Bemerkung": "'=1+1",
    }  # fmt: skip
    again = outreach(*words)
    assert again.status == 0, again.err
    assert "→" not in again.err
    assert "Nobody joined, left or moved" in again.out


def test_a_person_changes_one_column_at_the_terminal(
    outreach, folder, contacts, monkeypatch
) -> None:
    monkeypatch.setattr("outreach.cli.screen.asking.somebody_is_there", lambda: True)
    answers = "9\n5\nnonsense\nparty\n\n"
    done = outreach("recipients", "import", "table", str(contacts), answers=answers)
    assert done.status == 0, done.err
    assert "Please answer with 1 to 5" in done.err
    assert "'nonsense' is none of these words" in done.err
    assert rows_of(folder, "contacts")[0]["party"] == "x"


@pytest.mark.parametrize("words", ["Other", "Other=nonsense", "Missing=name", "=name"])
def test_a_mapping_that_means_nothing_is_said(outreach, folder, contacts, words) -> None:
    refused = outreach("recipients", "import", "table", str(contacts), "--yes", "--map", words)
    assert refused.status == 2


def test_a_file_in_which_nearly_everybody_is_missing_is_asked_about(
    outreach, folder, tmp_path
) -> None:
    path = tmp_path / "many.csv"
    many = "".join(f"Person {n},Chair\n" for n in range(20))
    path.write_text("Name,Office\n" + many)
    words = ("recipients", "import", "table", str(path))
    assert outreach(*words, "--yes").status == 0
    path.write_text("Name,Office\nPerson 1,Chair\n")
    refused = outreach(*words)
    assert refused.status == 3
    assert "19 recipients of 20 in “many” are not in this file; nothing was changed" in refused.err
    assert len(rows_of(folder, "many")) == 20
    assert outreach(*words, "--yes").status == 0
    assert len(rows_of(folder, "many")) == 1


# --- which file, and from where -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["openstates"], "folder of github.com/openstates/people"),
        (["represent"], "https://represent.opennorth.ca/representatives/house-of-commons/"),
        (["nothing", "x"], "There is no importer 'nothing'"),
        (["table", "x.csv", "--district-offices"], "belongs to `outreach recipients import us-"),
        (["us-congress", "x", "--map", "a=name"], "belongs to `outreach recipients import table`"),
        (["us-congress", "x", "--list", "../x"], "cannot be the name of a file"),
    ],
)
def test_a_call_that_cannot_work_says_what_would(outreach, folder, words, said, tmp_path) -> None:
    if "../x" in words:
        write_data_set(tmp_path / "x", legislators(MEMBERS))
        (tmp_path / "x").rename(tmp_path / "x.json")
        words = [word if word != "x" else str(tmp_path / "x.json") for word in words]
    refused = outreach("recipients", "import", *words)
    assert refused.status == 2
    assert said in refused.err


@pytest.fixture
def published(server_tls, authority, tmp_path, monkeypatch):
    """The data set at an address of this computer, which it trusts."""
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv("NO_PROXY", "*")
    offices = [
        {
            "id": {"bioguide": f"X{n:06}"},
            "offices": [{"address": "1 Main St.", "city": "Town", "state": "CA", "zip": "90001"}],
        }
        for n in range(1, MEMBERS + 1)
    ]
    changed = {"Last-Modified": "Mon, 15 Jun 2026 12:00:00 GMT"}
    answers = {
        "/legislators-current.json": Answer(
            json.dumps(legislators(MEMBERS)).encode(), 200, changed
        ),
        "/legislators-district-offices.yaml": Answer(
            (json.dumps(offices) + "\n").encode(), 200, changed
        ),
    }
    with HttpsServer(server_tls, answers) as server:
        yield server


def test_a_data_set_is_fetched_and_says_from_where(outreach, folder, published) -> None:
    address = published.address("/legislators-current.json")
    done = outreach("recipients", "import", "us-congress", "--from", address)
    assert done.status == 0, done.err
    assert done.err.startswith(f"Fetching {address}")
    rows = rows_of(folder)
    assert {row["verified_on"] for row in rows} == {"2026-06-15"}
    assert {row["source"] for row in rows} == {address}


def test_the_district_offices_are_a_second_list_of_the_same_people(
    outreach, folder, published
) -> None:
    address = published.address("/legislators-current.json")
    words = ("recipients", "import", "us-congress", "--from", address, "--district-offices")
    done = outreach(*words)
    assert done.status == 0, done.err
    home = rows_of(folder, "us-congress-district-offices")
    assert [row["id"] for row in home] == [row["id"] for row in rows_of(folder)]
    assert home[0]["locality"] == "Town"
    document = outreach(*words, "--json").json
    assert document["list"] == "us-congress"
    assert document["further"][0]["list"] == "us-congress-district-offices"
    both = outreach("recipients", "list", "--where", "district == '7'", "--json")
    assert [item["id"] for item in both.json["items"]] == ["us-x000007"] * 2


def test_what_cannot_be_fetched_ends_with_a_sentence(outreach, folder, published) -> None:
    address = published.address("/gone.json")
    refused = outreach("recipients", "import", "us-congress", "--from", address)
    assert refused.status == 3
    assert f"{address} could not be fetched: the server said 404 Not Found." in refused.err
    assert not (folder / "recipients" / "us-congress.csv").exists()


def test_district_offices_are_looked_for_beside_the_file(outreach, folder, data_set) -> None:
    refused = outreach("recipients", "import", "us-congress", str(data_set), "--district-offices")
    assert refused.status == 3
    assert "legislators-district-offices.json" in refused.err
    assert not (folder / "recipients" / "us-congress.csv").exists()
