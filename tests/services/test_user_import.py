"""Users from a CSV file (feeds.md 7)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.errors import Invalid
from boards.models import AuditEntry, User
from boards.services.user_import import decode_table, import_users, read_table
from boards.services.users import create_user

pytestmark = pytest.mark.django_db
HEAD = "Username,Password,Email,Full Name,Administrator,Manager,Remote User\n"


def read(*lines: str):
    return read_table(HEAD + "\n".join(lines))


def run(*lines: str, whole: bool = False) -> int:
    return import_users(actor=APPLICATION, text=HEAD + "\n".join(lines), whole=whole)


def wrong(table) -> dict[int, str]:
    return {line.number: str(line.wrong) for line in table.wrong}


def test_good_lines_become_accounts():
    n = run(
        "Anna,secret-pw,anna@example.org,Anna A.,1,1,0", "BO,,,,,yes,", '"cleo",,,"Cleo, ""C""",,,TRUE', "", "dan,,,,,,"
    )
    assert n == 4
    rows = {user.username: user for user in User.objects.all()}
    assert sorted(rows) == ["anna", "bo", "cleo", "dan"]
    assert [rows[name].role for name in sorted(rows)] == ["app-admin", "app-manager", "app-user", "app-user"]
    assert rows["anna"].check_password("secret-pw")
    assert rows["anna"].email == "anna@example.org"
    assert (rows["cleo"].name, rows["cleo"].is_ldap_user) == ('Cleo, "C"', True)
    assert not rows["bo"].has_usable_password()
    assert AuditEntry.objects.filter(kind="user.created").count() == 4


def test_a_dry_run_writes_nothing():
    assert len(read("anna,secret-pw,,,,,").good) == 1
    assert not User.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",,,,,,", ""),
        (",,a@example.org,,,,", "A user needs a name."),
        ("jsonrpc,,,,,,", "This name belongs to the application."),
        ("u" * 192 + ",,,,,,", "A user name has at most 191 characters."),
        ("anna,12345,,,,,", "A password has at least 6 characters."),
        ("anna,,nobody,,,,", "This is no address."),
        ("anna,,,,boss,,", "“boss” in Administrator is neither 1 nor 0."),
        ("anna,,,,,2,", "“2” in Manager is neither 1 nor 0."),
        ("anna,,,Anna", "There are 4 fields of 7."),
        ("anna,,,,,,,more", "There are 8 fields, 7 are known."),
        ("an\x01na,,,,,,", "A user name is one line without control characters."),
    ],
)
def test_a_mistake_is_told_by_its_line(line, sentence):
    table = read("good,,,,,,", line)
    assert [one.username for one in table.good] == ["good"]
    assert wrong(table) == ({3: sentence} if sentence else {})


def test_a_name_counts_once_and_those_that_exist_are_passed_over():
    create_user(actor=APPLICATION, username="here", password="secret-pw")
    table = read("HERE,,,,,,", "anna,,,,,,", "Anna,,,,,,")
    assert [line.username for line in table.existing] == ["here"]
    assert wrong(table) == {4: "This user name is in line 3 already."}
    assert run("HERE,other-pw,,,1,,", "anna,,,,,,") == 1
    assert User.objects.get(username="here").check_password("secret-pw")
    assert User.objects.get(username="here").role == "app-user"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_usual_file_is_read(separator, end, encoding):
    text = (HEAD + "žofie,,,Žofie,,,\n").replace(",", separator).replace("\n", end)
    table = read_table(decode_table(text.encode(encoding)))
    assert [(line.username, line.values["name"]) for line in table.good] == [("žofie", "Žofie")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The first line names the columns"),
        (b"Username\nanna\n", "The first line names the columns"),
        (b"Username,Password,Email\nanna,,\n", "after these come: Full Name, Administrator, Manager, Remote User"),
        (HEAD.encode(), "There is no line below the headings."),
        (HEAD.encode() + b"good,,,,,,\n\xe4nna,,,,,,\n", "Line 3 is not written in UTF-8."),
        (HEAD.encode() + b'good,,,,,,\nanna,"never closed,,,,\n', "Line 3 can not be read: a quote is not closed."),
        (HEAD.encode() + b"an\x00na,,,,,,\n", "This is no text file."),
        (HEAD.encode() + b"x" * 4 * 1024 * 1024, "A file has at most 4 MB."),
        (HEAD.encode() + b"a,,,,,,\n" * 10_001, "At most 10000 lines at once."),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(content, sentence):
    with pytest.raises(Invalid) as refused:
        read_table(decode_table(content))
    assert list(refused.value.fields) == ["file"]
    assert sentence in str(refused.value)


def test_all_or_none():
    with pytest.raises(Invalid):
        run("anna,,,,,,", "bo,1,,,,,", whole=True)
    assert not User.objects.exists()
    assert run("anna,,,,,,", "bo,1,,,,,") == 1
    assert run("anna,,,,,,", "bo,secret-pw,,,,,", whole=True) == 1


def test_only_some_lines_may_have_a_password():
    table = read(*(f"u{n},secret-pw,,,,," for n in range(302)))
    assert list(wrong(table).values()) == ["Only 300 lines may have a password."] * 2
    assert wrong(read(*(f"u{n},secret-pw,,,,,1" for n in range(302)))) == {}


def test_ten_thousand_lines_cost_some_statements_and_all_their_mistakes_are_told():
    lines = [f"u{n},,u{n}@example.org,User {n},,," for n in range(9_990)]
    lines += ["u1,,,,,,", "x,,nobody,,,,", "y,1,,,,,", "z,,,,?,,", "short", *[f"v{n},,,,,," for n in range(5)]]
    with CaptureQueriesContext(connection) as queries:
        table = read(*lines)
    assert len(queries) <= 20
    assert list(wrong(table)) == [9_992, 9_993, 9_994, 9_995, 9_996]
    with CaptureQueriesContext(connection) as queries:
        assert run(*lines) == 9_995
    # SQLite takes some forty accounts a statement.
    assert len(queries) <= 400
    assert User.objects.count() == 9_995
