"""What each search finds: the examples of search.md 7, as they were read from Kanboard, and what is better here."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.errors import Invalid
from boards.models import Comment, Task, UserMetadata
from boards.queries.search import search_tasks
from tests.search.conftest import World, at

ALL = tuple(range(1, 11))
EXAMPLES = [
    # Empty and free words
    ("", ALL),
    ("NOT login", ()),
    (" ", ALL),
    ("login OR guide", ()),
    ("login", (1, 3, 8)),
    ("login AND captcha", ()),
    ("LOGIN", (1, 3, 8)),
    ('"quoted"', (10,)),
    ("Login page", (1,)),
    ("Snake_case", (6,)),
    ("page login", ()),
    ("snake%naming", (6,)),
    ("fix   login", ()),
    ("rele_se", (5,)),
    ('"fix" "login"', (1,)),
    ("Été", (4,)),
    ('fix "login page"', (1,)),
    ("été", ()),
    ('"Fix login page', (1,)),
    ("Ete", ()),
    ("'login page'", ()),
    ("foo:bar", ()),
    ("login,", ()),
    ("Login:", (3,)),
    ("(login)", ()),
    ("subtask:status:open", ()),
    ("-login", ()),
    # Numbers
    ("1", (1, 5, 8)),
    ("id:3", (3,)),
    ("2", (2, 5)),
    ("id:3 id:4", (3, 4)),
    ("#1", (1,)),
    ("id:#3", ()),
    ("#2", (2, 5)),
    ("title:2", (2, 5)),
    ("12", ()),
    ("search:3", (3,)),
    ("#999", ()),
    # Title, description, comment, search
    ("title:login", (1, 3, 8)),
    ('desc:"status:open"', (6,)),
    ("TITLE:Login", (1, 3, 8)),
    ("desc:ÉCOLE", (4,)),
    ("title:fix title:guide", (1, 2)),
    ("desc:école", ()),
    ("title:login desc:captcha", ()),
    ("title:status:closed", (7,)),
    ("title:fix bug", (7,)),
    ("comment:captcha", (6,)),
    ("title:fix login", (1, 3, 8)),
    ('comment:"is discussed"', (6,)),
    ("title: login", (1, 3, 8)),
    ("comment:firefox comment:captcha", (1, 6)),
    ("title:", ALL),
    ("search:captcha", (3, 6)),
    ("desc:safari", (1,)),
    ("search:safari", (1,)),
    ('description:"log in"', (1,)),
    ("search:hello search:captcha", (3, 6, 10)),
    # Status
    ("status:open", (1, 2, 3, 4, 6, 8, 9, 10)),
    ("status:closed assignee:bob", (7,)),
    ("status:closed", (5, 7)),
    ("status: closed", (7,)),
    ("status:1", (1, 2, 3, 4, 6, 8, 9, 10)),
    ('status:"closed"category:Bug', (7,)),
    ("status:0", (5, 7)),
    ("status:2", ()),
    ("status:OPEN", ALL),
    ("open", ()),
    ("status:all", ALL),
    ("is:open", ()),
    ("status:open status:closed", ALL),
    # People
    ("assignee:alice", (1, 5)),
    ("assignee:éloi", ()),
    ("assignee:ALICE", (1, 5)),
    ("assignee:me", (3, 8, 9, 10)),
    ("assignee:mart", (1, 5)),
    ("creator:admin", (1, 6)),
    ('assignee:"Alice Martin"', (1, 5)),
    ("creator:alice creator:bob", (2, 3, 5)),
    ("assignee:2", (1, 5)),
    ("creator:nobody", (4, 7, 8, 9, 10)),
    ("assignee:nobody", (3, 8, 9, 10)),
    ("subtask:assignee:bob", (1,)),
    ("assignee:anybody", (1, 2, 4, 5, 6, 7)),
    ("subtask:assignee:ob", (1,)),
    ("assignee:NOBODY", ()),
    ("subtask:assignee:arol", ()),
    ("assignee:alice assignee:nobody", (1, 3, 5, 8, 9, 10)),
    ("subtask:assignee:nobody", (3,)),
    ("assignee:Éloi", (2, 7)),
    ("subtask:assignee:anybody", (1, 2)),
    # Board attributes
    ("column:Ready", (2, 9)),
    ("color:red colour:blue", ()),
    ("column:ready", ()),
    ("tag:urgent", (1, 7)),
    ('column:"Work in progress"', (3, 4)),
    ("tag:UI", (1, 3)),
    ("column:3", (3, 4)),
    ('tag:"ui kit"', (3,)),
    ("column:Ready column:Done", (2, 5, 9)),
    ("tag:none", (4, 5, 6, 8, 9, 10)),
    ('swimlane:"fast lane"', (3, 6)),
    # The page lists the ids sorted; the scenario "search" records that the tasks of the first tag come first.
    ("tag:urgent tag:docs", (1, 7, 2)),
    ("swimlane:fast", ()),
    ("tag:urgent status:open", (1,)),
    ("swimlane:fast%", (3, 6)),
    ("project:1", ALL),
    ("swimlane:2", ()),
    ("project:APOLLO", ALL),
    ("category:bug", (1, 7)),
    ("project:Apol", ()),
    ("category:none", (3, 5, 6, 8, 9, 10)),
    ("project:Apol%", ALL),
    ("category:2", (2, 4)),
    ("project:2", ()),
    ("category:Feature", ()),
    ("reference:EXT-1", (1, 5)),
    ('category:"Feature request" category:none', (2, 3, 5, 6, 8, 9, 10)),
    ("ref:EXT", ()),
    ("color:red", (1,)),
    ("ref:EXT-*", (1, 3, 5)),
    ("colour:RED", (1,)),
    ("ref:none", (2, 4, 6, 8, 9, 10)),
    ('color:"Deep Orange"', (4,)),
    ("link:duplicates", (8,)),
    ("color:deep_orange", (4,)),
    ('link:"is duplicated by"', (1,)),
    ("color:deep", ()),
    ("link:duplicate", ()),
    ("color:red color:blue", (1, 2)),
    # Numbers with operators
    ("priority:3", (1, 7)),
    ("score:>5", (5, 8)),
    ("priority:>=2", (1, 3, 7)),
    ("complexity:<=2", (2, 3, 4, 6, 7, 9, 10)),
    ("priority:<1", (4, 5, 6, 9, 10)),
    ("score:5", (1,)),
    ("priority:>1 priority:<3", ALL),
    ("status:open priority:>=2 assignee:anybody", (1,)),
    ("priority:=3", ()),
    # Dates
    ("due:2030-03-01", (1,)),
    ("due:>rubbish", (1, 2, 4, 7, 9, 10)),
    ("due:2030-03-02", (2,)),
    ("due:today", (9,)),
    ("due:tomorrow", (10,)),
    ("started:2020-05-01", (2,)),
    ("due:yesterday", ()),
    ("started:>2020-05-01", (5,)),
    ("due:none", (3, 5, 6, 8)),
    ("started:none", (1, 3, 4, 6, 7, 8, 9, 10)),
    ("due:<2020-01-20", (4,)),
    ("started:<2020-05-02", (1, 2, 3, 4, 6, 7, 8, 9, 10)),
    ("due:<=2020-01-20", (4, 7)),
    ("created:today", ALL),
    ("due:>2030-03-01", (2,)),
    ("created:<today", ()),
    ("due:>=2030-03-01", (1, 2)),
    ("modified:>=today", ALL),
    ("due:<=tomorrow status:open", (4, 9, 10)),
    ("updated:today", ALL),
    ("due:>today", (1, 2, 10)),
    ("moved:today", ALL),
    ('due:"+1 day"', (10,)),
    ("completed:today", (5, 7)),
    ('due:<="+1 day"', (4, 7, 9, 10)),
    ("completed:>2020-01-01 category:Bug", (7,)),
    ('due:<="+1 day" status:closed', (7,)),
    ('createdRange:"2026-01-01..2099-12-31"', ALL),
    ('due:<="+1 day" title:"due"', ()),
    ("createdRange:2026-01-01..2099-12-31", ()),
    ("due:03/01/2030", (1,)),
    ("createdRange:01/01/2026..12/31/2099", ALL),
    ("due:01.03.2030", (1,)),
    ('createdRange:"..2099-12-31"', ALL),
    ("due:>03/01/2030", ()),
    ('createdRange:"2026-01-01.."', ()),
    ('due:"1 March 2030"', (1,)),
    ("createdRange:rubbish", ALL),
    ("due:2030-02-30", (2,)),
    ('completedRange:"2026-01-01..2099-12-31"', (5, 7)),
    ("due:2030", ()),
    ('dueRange:"2020-01-01..2020-12-31"', ()),
    ("due:rubbish", ()),
    # Combinations
    ("login status:open assignee:nobody", (3, 8)),
    ('column:"Work in progress" swimlane:"Fast lane"', (3,)),
    ("assignee:bob bug", (7,)),
    ("due:<2030-01-01 status:open assignee:anybody", (4,)),
    ("status:open assignee:alice priority:3 tag:urgent", (1,)),
    ("tag:none category:none status:open", (6, 8, 9, 10)),
]


@pytest.mark.parametrize(("query", "numbers"), EXAMPLES)
def test_the_examples_find_what_they_found_in_kanboard(world: World, query: str, numbers: tuple[int, ...]):
    assert world.found(query) == numbers


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        # Each value of a date attribute is a group of its own (search.md 5.1) ...
        ("due:2030-03-01 due:2030-03-02", (1, 2)),
        ("due:today due:none", (3, 5, 6, 8, 9)),
        ("due:<2020-01-20 due:2030-03-02", (2, 4)),
        # ... and a lower with an upper bound is a span.
        ("due:>=2020-01-20 due:<=2030-03-01", (1, 7, 9, 10)),
        ("due:<=2030-03-01 due:>2020-01-20 due:none", (1, 3, 5, 6, 8, 9, 10)),
        ("due:>2030-01-01 due:<2020-01-01", ()),
        ("due:<=9999-12-31", (1, 2, 4, 7, 9, 10)),
        ("due:>9999-12-31", ()),
        ("due:>=0001-01-01", (1, 2, 4, 7, 9, 10)),
        ('createdRange:"2026-01-01..9999-12-31"', ALL),
        ("tag:docs tag:urgent tag:ui status:open", (2, 1, 3)),
        ("tag:urgent tag:none tag:docs", (1, 2, 4, 5, 6, 7, 8, 9, 10)),
        ("tag:\x00 tag:docs tag:urgent", (2, 1, 7)),
        # A value without a condition is left out, and never an error (search.md 5.2).
        ("status:a status:b", ALL),
        ("status:a status:closed", (5, 7)),
        ("createdRange:x createdRange:y", ALL),
        # Every blank of Unicode separates (search.md 5.4).
        ("status:closed\u00a0assignee:bob", (7,)),
        ("status:closed\u3000bug", (7,)),
    ],
)
def test_some_searches_find_what_is_meant(world: World, query: str, numbers: tuple[int, ...]):
    assert world.found(query) == numbers


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ('title:""', ALL),
        ('search:""', ALL),
        ('desc:""', ALL),
        ('status:""', ALL),
        ('assignee:""', (1, 2, 4, 5, 6, 7)),
        ('creator:""', (1, 2, 3, 5, 6)),
        ('comment:""', (1, 6)),
        ('tag:""', (1, 2, 3, 7)),
        ('column:""', ()),
        ('swimlane:""', ()),
        ('category:""', ()),
        ('project:""', ()),
        ('link:""', ()),
        ('color:""', ()),
        ('ref:""', (2, 4, 6, 8, 9, 10)),
        ('id:""', ()),
        ('priority:""', ()),
        ('due:""', ()),
        ('started:""', (1, 3, 4, 6, 7, 8, 9, 10)),
    ],
)
def test_an_empty_value_finds_all_that_have_one_or_nothing(world: World, query: str, numbers: tuple[int, ...]):
    assert world.found(query) == numbers


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("priority:<abc", ALL),
        ("priority:>abc", ()),
        ("priority:abc", ()),
        ("priority:03", (1, 7)),
        ("priority:3.0", (1, 7)),
        ("priority:2.5", ()),
        ('priority:>="2.5"', (1, 7)),
        ('priority:<"2.5" priority:9', (2, 3, 4, 5, 6, 8, 9, 10)),
        ('priority:>"-1e999"', ALL),
        ("priority:>99999999999999999999", ()),
        ("priority:<99999999999999999999", ALL),
        ("score:5 score:8", (1, 8)),
        ("id:3.0", (3,)),
        ("id:>3", ()),
        ("id:0", ()),
        ("id:1e999", ()),
        ("id:99999999999999999999 id:4", (4,)),
        ("12345678901234567890123", ()),
        ("assignee:0", (3, 8, 9, 10)),
        ("assignee:99999999999999999999", ()),
        ("category:0", (3, 5, 6, 8, 9, 10)),
        ("category:9 category:BUG", (1, 7)),
        ("column:Ready column:3", (2, 3, 4, 9)),
        ("project:99999999999999999999", ()),
        ("status:00", (5, 7)),
        ("status:7 status:1", (1, 2, 3, 4, 6, 8, 9, 10)),
        ("color:mauve", ()),
        ("subtask:assignee:4", (2,)),
        ("subtask:assignee:me", (3,)),
        ("subtask:assignee:xyz", ()),
        ("ref:a\\*b", ()),
        ("\\", ()),
        ("title:\\% title:guide", (2,)),
    ],
)
def test_odd_values_are_compared_as_sqlite_compares_them(world: World, query: str, numbers: tuple[int, ...]):
    assert world.found(query) == numbers


@pytest.mark.parametrize(
    ("user", "query", "numbers"),
    [
        (2, "assignee:me", (1, 5)),
        (3, "assignee:me", (2, 7)),
        (1, "assignee:me", (6,)),
        (2, "creator:me", (2, 3)),
        (3, "creator:me", (5,)),
        (1, "creator:me", (1, 6)),
        (3, "subtask:assignee:me", (1,)),
        (3, "subtask:assignee:ME", ()),
    ],
)
def test_me_is_the_user_who_asks(world: World, user: int, query: str, numbers: tuple[int, ...]):
    assert world.found(query, actor=world.actor(user)) == numbers


@pytest.mark.parametrize(
    ("query", "numbers"), [("captcha", (3, 6)), ("safari", (1,)), ("title:fix captcha", ()), ("search:hello fix", (1,))]
)
def test_free_words_search_everywhere_for_users_who_want_it(world: World, query: str, numbers: tuple[int, ...]):
    UserMetadata.objects.create(
        user_id=2, name="task.search.all.fields", value="1", changed_on=1, changed_by=world.users[2]
    )
    assert world.found(query, actor=world.actor(2)) == numbers
    assert world.found("captcha", actor=world.actor(3)) == (3,)
    assert world.found("captcha") == (3,)


def test_comments_above_the_readers_role_are_not_searched(world: World):
    Comment.objects.filter(task_id=6).update(visibility="app-admin")
    assert world.found("comment:captcha") == (6,)
    assert world.found("comment:captcha", actor=world.actor(1)) == (6,)
    assert world.found("comment:captcha", actor=world.actor(2)) == ()
    assert world.found("search:captcha", actor=world.actor(2)) == (3,)


def test_closed_projects_are_searched(world: World):
    assert world.found("login", project=3) == (12,)


def test_the_day_after_begins_at_midnight(world: World):
    Task.objects.filter(pk=9).update(date_due=at(2030, 3, 2))
    assert world.found("due:>2030-03-01") == (2, 9)
    assert world.found("due:2030-03-02") == (2, 9)
    assert world.found("due:<=2030-03-01 due:>=2030-03-01") == (1,)


def test_a_backslash_is_an_ordinary_character(world: World):
    Task.objects.filter(pk=9).update(title="C:\\Temp 50%", reference="a\\b")
    assert world.found("c:\\temp") == (9,)
    assert world.found("\\T") == (9,)
    assert world.found("C:\\%") == (9,)
    assert world.found("title:\\ title:nothing") == (9,)
    assert world.found("ref:A\\*") == (9,)
    assert world.found("\\%") == (9,)
    assert world.found("p\\_50") == ()


def test_null_is_no_number_and_no_date(world: World):
    Task.objects.filter(pk=9).update(priority=None, date_due=None, date_started=None)
    assert 9 not in world.found("priority:<abc")
    assert 9 not in world.found("due:none")
    assert 9 not in world.found("due:<2099-01-01")
    assert 9 not in world.found("started:<2099-01-01")


@pytest.mark.parametrize("attribute", ["title", "search", "id", "tag", "assignee", "category", "color", "ref", "link"])
def test_thousands_of_values_are_no_error(world: World, attribute: str):
    assert world.found(" ".join(f"{attribute}:{number}xyz" for number in range(2500))) == ()
    assert world.found(" ".join(f"{attribute}:{number * 3 + 1000}" for number in range(2500))) == ()


def test_thousands_of_days_are_no_error(world: World):
    days = " ".join(f"due:{number * 2 * 86_400}" for number in range(100, 3000))
    assert world.found(f"{days} due:2030-03-01") == (1,)
    assert world.found(" ".join(f"priority:{number * 2}" for number in range(1, 3000))) == (3,)


def test_a_text_that_no_database_takes_finds_nothing(world: World):
    assert world.found("x" * 60_000) == ()
    with pytest.raises(Invalid):
        world.found("x" * 65_536)
    assert world.found("lo\x00gin") == ()
    assert world.found("column:a\x00 category:b\x00") == ()
    assert world.found("title:\x00 title:guide") == (2,)
    assert world.found("comment:\x00 tag:\x00") == ()


@pytest.mark.parametrize("size", [10, 200])
@pytest.mark.parametrize(
    ("query", "statements"),
    [
        ("", 1),
        ("status:all", 1),
        ("a task", 1),
        ("a task created:<2030-01-01", 2),
        ("tag:none comment:x id:3 id:4 title:a", 1),
        ("column:a\x00", 0),
    ],
)
def test_a_search_costs_the_same_at_any_size(world: World, size: int, query: str, statements: int):
    Task.objects.filter(project_id=2).delete()
    rows = [
        Task(
            pk=1000 + number,
            title=f"a task {number}",
            project_id=2,
            column_id=5,
            swimlane_id=3,
            color_id="yellow",
            position=number + 1,
            date_creation=1,
            date_modification=1,
            date_moved=1,
        )
        for number in range(size)
    ]
    Task.objects.bulk_create(rows)
    search_tasks(actor=APPLICATION, project_id=2, query="")
    with CaptureQueriesContext(connection) as captured:
        found = search_tasks(actor=APPLICATION, project_id=2, query=query)
    assert len(captured) == statements
    assert len(found) == (size if statements and "tag" not in query else 0)


def test_no_project_has_no_tasks(world: World):
    assert search_tasks(actor=APPLICATION, project_id=None, query="") == []
    assert search_tasks(actor=APPLICATION, project_id=999_999, query="login") == []
