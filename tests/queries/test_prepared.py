"""Prepared statements answer what the same queryset answers, whatever their values, and compile once."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from django.db import IntegrityError, connection
from django.db.models import Count, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from boards import prepared
from boards.actors import APPLICATION
from boards.models import Action, Column, DailyProjectStatistics, DailyRun, Project, Swimlane, Tag, Task, TaskTag, User
from boards.prepared import Prepared, PreparedInsert, PreparedModels, PreparedUpdate, Together, param
from boards.search.lookups import bound_list
from boards.services.projects import create_project


@pytest.fixture
def project(db: None) -> Project:
    return create_project(actor=APPLICATION, name="Harbour")


def add_task(project: Project, title: str = "Paint", **fields: object) -> Task:
    column = Column.objects.filter(project=project).order_by("position")[0]
    usual = {"date_creation": 1, "date_modification": 1, "date_moved": 1, "color_id": "blue"}
    swimlane = Swimlane.objects.get(project=project)
    return Task.objects.create(title=title, project=project, column=column, swimlane=swimlane, **usual | fields)


@pytest.fixture
def compiled(monkeypatch):
    """How often something was compiled."""
    calls = []
    for kind in (Prepared, PreparedModels, Together, PreparedUpdate, PreparedInsert):
        compile_it = kind._compile

        def noted(self, using, compile_it=compile_it):
            calls.append(self)
            return compile_it(self, using)

        monkeypatch.setattr(kind, "_compile", noted)
    return calls


class TestReading:
    def test_values_come_where_they_belong_and_are_compiled_once(self, project, compiled, django_assert_num_queries):
        one, other = add_task(project, "One", position=4), add_task(project, "Other", position=7)
        found = Prepared(
            lambda: (
                Task.objects.filter(position__lte=param("most"), position__gte=param("least"), is_active=True)
                .order_by("pk")
                .values_list("id", "title")
            )
        )
        with django_assert_num_queries(4):
            assert found.rows(least=4, most=7) == [(one.pk, "One"), (other.pk, "Other")]
            assert found.rows(most=4, least=1) == [(one.pk, "One")]
            assert found.row(least=5, most=7) == (other.pk, "Other")
            assert found.value(least=5, most=7) == other.pk
        assert compiled == [found]

    def test_nothing_found_is_none(self, project):
        found = Prepared(lambda: Task.objects.filter(pk=param("pk")).values_list("id"))
        assert found.rows(pk=0) == []
        assert found.row(pk=0) is None
        assert found.value(pk=0) is None

    def test_one_value_may_stand_in_several_places(self, project):
        task = add_task(project, score=3, priority=3)
        found = Prepared(lambda: Task.objects.filter(score=param("n"), priority=param("n")).values_list("id"))
        assert found.rows(n=3) == [(task.pk,)]
        assert found.rows(n=2) == []

    def test_rows_of_many_ids_come_once_each_whatever_their_number(self, project, compiled, django_assert_num_queries):
        tasks = [add_task(project, str(place), position=place) for place in range(1, 12)]
        found = Prepared(
            lambda: (
                Task.objects.filter(pk__one_of=param("ids"), position__gt=param("least"))
                .order_by("pk")
                .values_list("id", "title")
            )
        )

        def read(ids, least=0):
            return found.rows(ids=bound_list(list(ids), connection.vendor), least=least)

        ids = [task.pk for task in tasks]
        with django_assert_num_queries(7):
            assert read(ids) == [(task.pk, task.title) for task in tasks]
            assert read(ids[:9], least=4) == [(task.pk, task.title) for task in tasks[4:9]]
            assert read({ids[3]}) == [(ids[3], "4")]
            assert read([ids[1], ids[0], ids[1]]) == [(ids[0], "1"), (ids[1], "2")]
            assert read([0]) == []
            assert read([]) == []
            assert read([*range(-5000, 0), ids[2]]) == [(ids[2], "3")]
        assert compiled == [found]

    def test_many_ids_may_be_those_of_a_foreign_key(self, project):
        task = add_task(project)
        found = Prepared(lambda: Task.objects.filter(project_id__one_of=param("ids")).values_list("id"))
        assert found.rows(ids=bound_list([0, project.pk], connection.vendor)) == [(task.pk,)]
        assert found.rows(ids=bound_list([0], connection.vendor)) == []

    def test_a_missing_value_is_a_mistake(self, project):
        found = Prepared(lambda: Task.objects.filter(pk=param("pk")).values_list("id"))
        with pytest.raises(KeyError):
            found.rows(id=1)

    def test_an_unknown_column_is_a_mistake(self, db):
        with pytest.raises(Exception, match="colour"):
            Prepared(lambda: Task.objects.values_list("colour")).rows()

    def test_booleans_dates_and_json_come_back_as_such(self, project):
        Action.objects.create(project=project, event_name="e", action_name="a", params={"ü": [1, None, True]})
        DailyRun.objects.create(day=date(2026, 2, 28))
        actions = Prepared(
            lambda: Action.objects.filter(project_id=param("project_id")).values_list("params", "project__is_active")
        )
        for _time in range(2):
            assert actions.rows(project_id=project.pk) == [({"ü": [1, None, True]}, True)]
        assert actions.row(project_id=project.pk)[1] is True
        assert Prepared(lambda: DailyRun.objects.values_list("day")).value() == date(2026, 2, 28)

    @pytest.mark.parametrize("word", ["100%", "a_b", "ÄRGER", "O'Brien", "back\\slash", "%s"])
    def test_parts_of_texts_are_found_in_any_case_and_signs_mean_themselves(self, project, word):
        task = add_task(project, f"before {word} after")
        add_task(project, "before 100 axb after")
        found = Prepared(lambda: Task.objects.filter(title__icontains=param("word")).values_list("id"))
        for written in (word, word.lower() if word.isascii() else word):
            assert found.rows(word=written) == [(task.pk,)]

    def test_values_reach_subqueries_and_annotations(self, project):
        first, second = add_task(project, "First", priority=1), add_task(project, "Second", priority=2)
        above = Task.objects.filter(priority__gt=param("priority"), project_id=OuterRef("pk"))
        projects = Prepared(
            lambda: (
                Project.objects.filter(Exists(above), pk=param("project_id"))
                .annotate(
                    newest=Subquery(above.order_by("-pk").values("pk")[:1]),
                    number=Coalesce(
                        Subquery(above.order_by().values("project_id").annotate(n=Count("pk")).values("n")), Value(0)
                    ),
                )
                .values_list("newest", "number")
            )
        )
        assert projects.rows(project_id=project.pk, priority=0) == [(second.pk, 2)]
        assert projects.rows(project_id=project.pk, priority=1) == [(second.pk, 1)]
        assert projects.rows(project_id=project.pk, priority=2) == []
        assert first.pk != second.pk

    def test_fixed_numbers_stand_in_the_statement_and_nothing_else_does(self, project):
        task = add_task(project, "up to 100%s of 7", score=7, priority=-1)
        found = Prepared(
            lambda: (
                Task.objects.filter(score=7, priority=-1, title__contains="100%s", position=param("place"))
                .annotate(more=F("score") + 5)
                .values_list("id", "more")
            )
        )
        for _time in range(2):
            assert found.rows(place=1) == [(task.pk, 12)]
            assert found.rows(place=2) == []
        # For PostgreSQL Django gives numbers a type, and they stay values.
        fixed = {} if connection.vendor == "postgresql" else {5, 7}
        values = found._compiled["default"].params
        assert {5, 7, -1, "%100\\%s%"} - {*values} == {*fixed}

    def test_texts_are_values_and_no_sql(self, project):
        found = Prepared(lambda: Project.objects.filter(name=param("name")).values_list("id"))
        assert found.rows(name="' OR 1=1 --") == []

    def test_it_goes_on_with_a_new_connection(self, transactional_db):
        project = create_project(actor=APPLICATION, name="Harbour")
        found = Prepared(lambda: Project.objects.filter(pk=param("pk")).values_list("name", "is_active"))
        assert found.rows(pk=project.pk) == [("Harbour", True)]
        connection.close()
        assert found.rows(pk=project.pk) == [("Harbour", True)]

    def test_another_thread_uses_its_own_connection(self, transactional_db, compiled):
        project = create_project(actor=APPLICATION, name="Harbour")
        action = Action.objects.create(project=project, event_name="e", action_name="a", params={"a": 1})
        found = Prepared(lambda: Action.objects.filter(pk=param("pk")).values_list("params", "by_program"))
        answers = []

        def read() -> None:
            answers.append(found.rows(pk=action.pk))
            connection.close()

        compiled.clear()
        for _time in range(2):
            thread = Thread(target=read)
            thread.start()
            thread.join()
        read()
        assert answers == [[({"a": 1}, False)]] * 3
        assert compiled == [found]


class TestModels:
    @pytest.fixture
    def owner(self, project) -> User:
        return User.objects.create(username="anna", is_active=False)

    def test_they_are_what_the_queryset_answers(self, project, owner, compiled, django_assert_num_queries):
        add_task(project, "One", owner=owner, date_due=None)
        add_task(project, "Other", score=7)

        def build(project_id):
            tagged = Exists(TaskTag.objects.filter(task_id=OuterRef("pk")))
            tasks = Task.objects.filter(project_id=project_id).select_related("project", "column__project", "owner")
            return tasks.annotate(is_tagged=tagged, more=F("score") + 1).order_by("-pk")

        def tell(task):
            owner = task.owner and (task.owner.pk, task.owner.is_active)
            related = task.project.name, task.column.title, task.column.project.is_active, owner
            values = {key: value for key, value in vars(task).items() if key != "_state"}
            return values, task._state.adding, task._state.db, related

        expected = [tell(task) for task in build(project.pk)]
        found = PreparedModels(lambda: build(param("project_id")))
        with django_assert_num_queries(3):
            assert [tell(task) for task in found.all(project_id=project.pk)] == expected
            assert found.first(project_id=project.pk).title == "Other"
            assert found.first(project_id=0) is None
        assert compiled == [found]

    def test_rows_that_name_the_same_row_share_it(self, project, owner):
        for title in ("One", "Other"):
            add_task(project, title, owner=owner)
        found = PreparedModels(lambda: Task.objects.select_related("owner", "creator").order_by("pk"))
        one, other = found.all()
        assert one.owner is other.owner
        assert one.owner == owner
        assert one.creator is other.creator is None
        assert found.all()[0].owner is not one.owner

    def test_what_is_left_out_is_read_when_it_is_asked_for(self, project, django_assert_num_queries):
        task = add_task(project, description="Two coats")
        found = PreparedModels(lambda: Task.objects.only("title")).first()
        with django_assert_num_queries(1):
            assert (found.pk, found.title, found.description) == (task.pk, "Paint", "Two coats")

    def test_it_may_be_saved(self, project):
        task = add_task(project)
        found = PreparedModels(lambda: Task.objects.filter(pk=param("pk"))).first(pk=task.pk)
        found.title = "Paint again"
        found.save(update_fields=["title"])
        task.refresh_from_db()
        assert task.title == "Paint again"


class TestTogether:
    def test_each_read_answers_as_if_it_were_alone(self, project, compiled, django_assert_num_queries):
        task = add_task(project, score=3)
        tag = Tag.objects.create(project=project, name="wet")
        TaskTag.objects.create(task=task, tag=tag)
        Action.objects.create(project=project, event_name="e", action_name="a", params={"ü": [1, None]})
        DailyRun.objects.create(day=date(2026, 2, 28))
        of_project = {"project_id": param("project_id")}
        page = Together(
            tasks=lambda: (
                Task.objects.filter(**of_project).select_related("column", "owner").annotate(n=F("score") + 1)
            ),
            tags=lambda: TaskTag.objects.filter(task_id=param("task_id")).values_list("task_id", "tag__name"),
            columns=lambda: Column.objects.filter(**of_project),
            actions=lambda: Action.objects.filter(**of_project).values_list("params", "by_program", "author"),
            days=lambda: DailyRun.objects.values_list("day"),
        )
        for _time in range(2):
            with django_assert_num_queries(1):
                found = page.read(project_id=project.pk, task_id=task.pk)
            (read,) = found["tasks"]
            assert (read, read.n, read.is_active, read.owner, read.column.title) == (task, 4, True, None, "Backlog")
            assert found["tags"] == [(task.pk, "wet")]
            assert {column.title for column in found["columns"]} == {"Backlog", "Ready", "Work in progress", "Done"}
            assert found["actions"] == [({"ü": [1, None]}, False, None)]
            assert found["days"] == [(date(2026, 2, 28),)]
        assert compiled == [page]

    def test_reads_share_columns_of_a_kind_and_each_value_keeps_its_type(self, project):
        add_task(project, "12", date_due=7, time_spent=1.5)
        page = Together(
            flags=lambda: Task.objects.values_list("is_active", "title", "date_due"),
            names=lambda: Task.objects.values_list("title", "is_active"),
            numbers=lambda: Task.objects.values_list("date_due", "position", "time_spent", "title"),
        )
        found = page.read()
        assert found == {"flags": [(True, "12", 7)], "names": [("12", True)], "numbers": [(7, 1, 1.5, "12")]}
        assert [type(value) for value in found["numbers"][0]] == [int, int, float, str]

    def test_a_read_that_finds_nothing_is_empty(self, project):
        page = Together(tasks=lambda: Task.objects.all(), names=lambda: Project.objects.values_list("name"))
        assert page.read() == {"tasks": [], "names": [("Harbour",)]}

    def test_a_read_may_be_limited_and_ordered_by_itself(self, project):
        for title in ("One", "Other", "Third"):
            add_task(project, title)
        page = Together(
            newest=lambda: Task.objects.order_by("-pk").values_list("title")[:1],
            oldest=lambda: Task.objects.order_by("pk").values_list("title")[:1],
        )
        assert page.read() == {"newest": [("Third",)], "oldest": [("One",)]}


class TestUpdating:
    def test_values_and_expressions_are_written_where_it_matches(self, project, compiled):
        one, other = add_task(project, "One", position=1), add_task(project, "Other", position=2)
        put = PreparedUpdate(
            lambda: Task.objects.filter(project_id=param("project_id"), position__gte=param("first")),
            position=F("position") + param("by"), title=param("title"), is_active=False,
        )  # fmt: skip
        assert put.run(project_id=project.pk, first=2, by=5, title="Moved") == 1
        assert put.run(project_id=project.pk, first=9, by=5, title="Moved") == 0
        rows = Task.objects.order_by("pk").values_list("position", "title", "is_active")
        assert list(rows) == [(1, "One", True), (7, "Moved", False)]
        assert compiled == [put]
        assert one.pk < other.pk

    def test_nobody_is_null(self, project):
        task = add_task(project, reference="R")
        put = PreparedUpdate(lambda: Task.objects.filter(pk=param("pk")), reference=param("reference"))
        put.run(pk=task.pk, reference=None)
        task.refresh_from_db()
        assert task.reference is None

    def test_an_unknown_column_is_a_mistake(self, db):
        with pytest.raises(Exception, match="colour"):
            PreparedUpdate(lambda: Task.objects.filter(pk=param("pk")), colour="red").run(pk=1)


class TestInserting:
    def test_what_is_left_out_takes_its_default(self, project, compiled):
        insert = PreparedInsert(Action)
        given = {"project_id": project.pk, "event_name": "e", "action_name": "a"}
        first = insert.run(**given)
        second = insert.run(**given, params={"ü": [None, True]}, by_program=True)
        assert second == first + 1
        rows = list(Action.objects.order_by("pk").values("id", "params", "by_program", "author"))
        assert rows == [
            {"id": first, "params": {}, "by_program": False, "author": None},
            {"id": second, "params": {"ü": [None, True]}, "by_program": True, "author": None},
        ]
        assert compiled == [insert]

    def test_dates_are_stored_as_dates(self, project):
        PreparedInsert(DailyProjectStatistics).run(project_id=project.pk, day=date(2026, 2, 28))
        assert DailyProjectStatistics.objects.get().day == date(2026, 2, 28)

    def test_an_unknown_column_is_a_mistake(self, project):
        with pytest.raises(TypeError, match="colour"):
            PreparedInsert(Action).run(project_id=project.pk, colour="red")
        assert not Action.objects.exists()

    def test_what_must_be_given_is_missed_by_the_database(self, db):
        with pytest.raises(IntegrityError):
            PreparedInsert(Action).run(event_name="e")


def test_a_placeholder_says_what_it_stands_for():
    assert param("task_id").value == prepared.Slot("task_id")
