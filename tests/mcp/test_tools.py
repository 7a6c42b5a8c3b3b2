"""Each tool: what it does, by which names, and in which words it refuses."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError

from api.mcp.texts import MOST_BYTES
from boards.models import Comment, Operation, Subtask, Task, TaskLink, User
from boards.operations import discussing


def titles(answer) -> list[str]:
    return [task["title"] for task in answer["tasks"]]


def test_who_one_is(ana, application, reader):
    me = ana.call("whoami")
    assert (me["kind"], me["username"], me["may_change"], me["role"]) == ("user", "ana", True, "User")
    assert application.call("whoami")["kind"] == "application"
    assert reader.call("whoami")["may_change"] is False


def test_projects_are_those_that_one_can_see(ana, olga, application, rpc, project):
    rpc.createProject(name="Dock")
    rpc.disableProject(project)
    assert ana.call("list_projects")["total"] == 0
    (row,) = ana.call("list_projects", closed=True)["projects"]
    assert row == {"id": project, "name": "Harbour", "identifier": "HARB", "role": "project-member", "closed": True}
    assert olga.call("list_projects", closed=True)["projects"] == []
    assert [one["name"] for one in application.call("list_projects", query="dOc")["projects"]] == ["Dock"]


@pytest.mark.parametrize("name", ["Harbour", "harbour", " HARBOUR ", "harb", "Hárbour"])
def test_a_project_goes_by_name_and_identifier_in_any_case(ana, task, name):
    assert '#1 "Paint the boat"' in ana.call("board_overview", project=name)


def test_a_name_that_fits_several_is_refused_with_all_of_them(ana, rpc, project):
    other = rpc.createProject(name="HARBOUR")
    rpc.addProjectUser(project_id=other, user_id=rpc.getUserByName("ana")["id"])
    sentence = ana.refusal("board_overview", project="harbour")
    assert sentence == (
        f'Several fit as project "harbour": "Harbour" ({project}), "HARBOUR" ({other}). Name one by its number.'
    )
    assert "Board of" in ana.call("board_overview", project=other)


def test_a_board_tells_columns_limits_and_the_names_that_tools_take(ana, rpc, project, task):
    column = rpc.getColumns(project)[0]["id"]
    rpc.updateColumn(column_id=column, title="Backlog", task_limit=1)
    rpc.createCategory(project, "Wood work")
    rpc.createTask(title="Sand it", project_id=project)
    told = ana.call("board_overview", project=project, limit=1)
    assert f'Column "Backlog" (id {column}): 2 open, limit 1 (over the limit)' in told
    assert "… 1 more: find_tasks" in told
    assert 'Categories: "Wood work"' in told
    assert 'People for tasks (user names): "ana", "mona"' in told


def test_tasks_are_found_by_the_search_language_in_ones_projects(ana, olga, application, rpc, project, task):
    rpc.createTask(title="Sail", project_id=rpc.createProject(name="Sea"))
    assert titles(ana.call("find_tasks")) == ["Paint the boat"]
    assert titles(ana.call("find_tasks", query="tag:wood boat")) == ["Paint the boat"]
    assert titles(ana.call("find_tasks", query="assignee:me")) == []
    assert olga.call("find_tasks")["total"] == 0
    assert titles(application.call("find_tasks")) == ["Sail", "Paint the boat"]
    assert olga.refusal("find_tasks", project="Harbour").startswith('There is no project "Harbour".')


def test_a_list_says_how_to_go_on(ana, rpc, project):
    for number in range(45):
        rpc.createTask(title=f"Task {number} " + "long " * 30, project_id=project)
    seen, offset = [], 0
    while True:
        page = ana.call("find_tasks", limit=100, offset=offset)
        assert page["total"] == 45
        assert len(json.dumps(page, separators=(",", ":"), ensure_ascii=False).encode()) <= MOST_BYTES
        seen += [one["id"] for one in page["tasks"]]
        offset = page.get("next_offset", 0)
        if not offset:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 45


def test_a_task_is_told_whole(ana, rpc, project, task):
    rpc.updateTask(id=task, description="With **red** paint", date_due="2030-01-31", priority=2)
    rpc.createSubtask(task_id=task, title="Buy paint")
    rpc.createComment(task_id=task, user_id=0, content="Which red?")
    rpc.createComment(task_id=task, user_id=0, content="Secret", visibility="app-admin")
    told = ana.call("get_task", task_id=task)
    for part in ('Task #1 "Paint the boat": open', "due 2030-01-31", "priority 2", 'tags "wood"', "With **red** paint"):
        assert part in told
    for part in ('[to do] "Buy paint"', "Comments: 1, the newest first:", "Which red?", "/task/1"):
        assert part in told
    assert "Secret" not in told


def test_a_long_task_is_cut_and_says_how_to_read_on(ana, rpc, task):
    rpc.updateTask(id=task, description="word " * 3000)
    told = ana.call("get_task", task_id=task)
    assert len(told.encode()) <= MOST_BYTES
    assert "The description was cut: ask with a larger max_bytes." in told
    assert "word " * 2999 in ana.call("get_task", task_id=task, max_bytes=50_000)


def test_what_is_new_in_ones_projects(ana, olga, application, task):
    ana.call("comment_task", task_id=task, text="Hello")
    told = ana.call("whats_new")
    assert 'Ana Sailor commented on the task #1"; task "Paint the boat"; project "Harbour"; says "Hello"' in told
    assert "Nothing" in ana.call("whats_new", since="2100-01-01")
    assert "Nothing." in olga.call("whats_new")
    assert "name the project" in application.refusal("whats_new")
    assert "commented" in application.call("whats_new", project="Harbour")
    assert ana.refusal("whats_new", since="yesterday-ish").startswith('"yesterday-ish" is no date.')


def test_several_tasks_are_made_at_once_by_names(ana, rpc, project):
    rpc.createCategory(project, "Wood")
    first = {"title": "One", "column": "work in progress", "assignee": "mona sailor", "category": "WOOD"}
    second = {"title": "Two", "due": "2030-01-31 14:30", "priority": 3, "color": "Red", "tags": ["a", "b"]}
    answer = ana.call("create_tasks", project="HARB", tasks=[first, second])
    one, two = Task.objects.filter(pk__in=answer["created"]).order_by("pk")
    assert (answer["done"], one.column.title, one.owner.username) == ("2 tasks added.", "Work in progress", "mona")
    assert (one.category.name, one.creator.username) == ("Wood", "ana")
    assert (two.column.title, two.color_id, two.priority) == ("Backlog", "red", 3)
    assert sorted(two.task_tags.values_list("tag__name", flat=True)) == ["a", "b"]
    assert Operation.objects.get().user.username == "ana"


def test_one_task_that_is_wrong_leaves_none(ana, project):
    tasks = [{"title": "Fine"}, {"title": "Not", "assignee": "olga"}]
    sentence = ana.refusal("create_tasks", project=project, tasks=tasks)
    assert sentence.startswith('There is no person "olga". There are: "ana" (')
    assert ana.refusal("create_tasks", project=project, tasks=[{"title": "Fine"}, {"title": ""}])
    assert Task.objects.count() == 0


def test_values_of_several_tasks_change_together(ana, rpc, project, task):
    other = rpc.createTask(title="Sand it", project_id=project, owner_id=rpc.getUserByName("mona")["id"])
    answer = ana.call("update_tasks", task_ids=[task, other], assignee="me", due="2030-01-31", add_tags=["x"])
    assert answer == {"done": "2 tasks changed.", "changed": [task, other]}
    assert set(Task.objects.values_list("owner__username", flat=True)) == {"ana"}
    assert ana.call("update_tasks", task_ids=[task], assignee="nobody", due="none", remove_tags=["wood"])["changed"]
    stored = Task.objects.get(pk=task)
    assert (stored.owner_id, stored.date_due) == (None, 0)
    assert list(stored.task_tags.values_list("tag__name", flat=True)) == ["x"]
    assert "one task at a time" in ana.refusal("update_tasks", task_ids=[task, other], title="Both")
    assert ana.refusal("update_tasks", task_ids=[task]) == "Say what shall be changed."


def test_tasks_move_by_the_name_of_a_column(ana, rpc, project, task):
    other = rpc.createTask(title="Sand it", project_id=project)
    answer = ana.call("move_tasks", task_ids=[other, task], column="DONE")
    assert answer["changed"] == [other, task]
    assert list(Task.objects.filter(column__title="Done").order_by("position").values_list("pk", flat=True)) == [
        other,
        task,
    ]
    sentence = ana.refusal("move_tasks", task_ids=[task], column="Finished")
    assert sentence.startswith('There is no column "Finished". There are: "Backlog" (')
    assert Task.objects.filter(column__title="Done").count() == 2


def test_tasks_are_closed_and_opened_again(ana, task):
    assert ana.call("close_tasks", task_ids=[task]) == {"done": "1 task closed.", "changed": [task]}
    assert "so already" in ana.call("close_tasks", task_ids=[task])["done"]
    assert not Task.objects.get().is_active
    assert ana.call("close_tasks", task_ids=[task], reopen=True)["changed"] == [task]
    assert Task.objects.get().is_active


def test_a_comment_is_ones_own(ana, application, task):
    assert ana.call("comment_task", task_id=task, text="Hello") == {"done": "Comment added.", "changed": [task]}
    assert Comment.objects.get().user.username == "ana"
    assert "some words" in ana.refusal("comment_task", task_id=task, text=" ")
    assert application.call("comment_task", task_id=task, text="From a program")["changed"] == [task]


def test_sub_tasks_are_added_started_and_finished_by_title(ana, task):
    ana.call("update_subtasks", task_id=task, add=["Buy paint", "Mix it"])
    ana.call("update_subtasks", task_id=task, start=["mix IT"], finish=["buy paint"])
    assert dict(Subtask.objects.values_list("title", "status")) == {"Buy paint": 2, "Mix it": 1}
    sentence = ana.refusal("update_subtasks", task_id=task, finish=["Mix it", "Nothing like it"], add=["More"])
    assert sentence.startswith('There is no sub-task "Nothing like it". There are: "Buy paint" (')
    assert dict(Subtask.objects.values_list("title", "status")) == {"Buy paint": 2, "Mix it": 1}


def test_tasks_are_linked_and_unlinked(ana, rpc, project, task):
    other = rpc.createTask(title="Sand it", project_id=project)
    ana.call("link_tasks", task_id=task, to_task_id=other, kind="Is blocked by")
    assert set(TaskLink.objects.values_list("task_id", "link__label")) == {(task, "is blocked by"), (other, "blocks")}
    assert "already" in ana.call("link_tasks", task_id=task, to_task_id=other, kind="is blocked by")["done"]
    ana.call("link_tasks", task_id=other, to_task_id=task, kind="blocks", remove=True)
    assert TaskLink.objects.count() == 0
    assert "has no such link" in ana.refusal("link_tasks", task_id=task, to_task_id=other, remove=True)
    assert ana.refusal("link_tasks", task_id=task, to_task_id=other, kind="likes").startswith("There is no kind of")


def test_tasks_are_removed_only_when_the_user_agreed(ana, task):
    sentence = ana.refusal("remove_tasks", task_ids=[task])
    assert sentence.startswith('This would remove for good: #1 "Paint the boat". Ask the user')
    assert Task.objects.count() == 1
    assert ana.call("remove_tasks", task_ids=[task], confirm=True)["changed"] == [task]
    assert Task.objects.count() == 0


def test_wrong_arguments_are_told_in_words(ana, project, task):
    assert "`$.limit`" in ana.refusal("find_tasks", limit="many")
    assert "unknown field `colour`" in ana.refusal("update_tasks", task_ids=[task], colour="red")
    assert "task_ids" in ana.refusal("close_tasks")
    assert ana.refusal("close_tasks", task_ids=[]).startswith("Expected `array` of length >= 1")
    assert ana.refusal("close_tasks", task_ids=[2**63]).startswith("There is no task #")
    assert ana.refusal("board_overview", project=2**80)
    assert ana.call("find_tasks", limit="5")["total"] == 1
    assert "`$.offset`" in ana.refusal("find_tasks", offset=2**70)


def test_a_refusal_of_the_database_is_told_in_words(ana, task, monkeypatch, caplog):
    def clash(*args, **kwargs):
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(discussing, "create_comment", clash)
    assert ana.refusal("comment_task", task_id=task, text="Hello").startswith("This clashes with")
    assert "comment_task was refused by the database: UNIQUE" in caplog.text


def test_what_the_user_can_undo_is_in_their_language(ana, rpc, task):
    User.objects.filter(username="ana").update(language="ru_RU")
    assert ana.call("close_tasks", task_ids=[task])["done"] == "1 задача закрыта."
    assert Operation.objects.get().label == "1 задача закрыта."


def test_a_subtask_needs_a_title_that_can_be_seen(ana, task):
    assert "needs a title" in ana.refusal("update_subtasks", task_id=task, add=["Sand", ""])
    assert "Sand" not in ana.call("get_task", task_id=task)
