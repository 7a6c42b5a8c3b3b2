"""What hangs on tasks, over the API: sub-tasks, timers, comments, files, tags, activity."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.storage import default_storage
from PIL import Image

from boards import storage
from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Conflict, Invalid
from boards.models import Activity, Comment, Subtask, SubtaskTimer, Tag, TaskFile, TaskTag, User
from boards.queries.settings import forget_settings
from boards.queries.subtasks import get_subtask
from boards.queries.tags import get_tag
from boards.services.settings import save_settings
from boards.services.subtasks import move_subtask, toggle_subtask
from boards.services.tags import promote_tag
from boards.wording.events import TELLINGS, tell_program
from boards.workers.loop import run_due_jobs
from tests.conftest import Rpc


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def make_user(name: str, role: str = "app-user") -> int:
    return User.objects.create(username=name, role=role, password=make_password("secret-pw")).pk


@pytest.fixture
def project(rpc: Rpc) -> int:
    return rpc.createProject("Board")


@pytest.fixture
def task(rpc: Rpc, project: int) -> int:
    return rpc.createTask(title="t", project_id=project)


@pytest.fixture
def anna(rpc: Rpc, project: int) -> Rpc:
    rpc.addProjectUser(project, make_user("anna"), "project-member")
    return Rpc("anna", "secret-pw")


def uid(name: str = "anna") -> int:
    return User.objects.get(username=name).pk


def actor(name: str = "anna") -> Actor:
    return Actor(ActorKind.USER, uid(name), name, "", "app-user")


# Sub-tasks


def test_times_add_up_into_the_task(rpc, task):
    first = rpc.createSubtask(task_id=task, title="a", time_estimated=1.5, time_spent="2")
    rpc.createSubtask(task_id=task, title="b", time_estimated=1)
    assert (rpc.getTask(task)["time_estimated"], rpc.getTask(task)["time_spent"]) == (2.5, 2)
    rpc.updateSubtask(id=first, task_id=task, time_spent=0.5)
    assert rpc.getTask(task)["time_spent"] == 0.5
    rpc.removeSubtask(first)
    assert (rpc.getTask(task)["time_estimated"], rpc.getTask(task)["time_spent"]) == (1, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": None},
        {"title": "x" * 65536},
        {"user_id": 99999999},
        {"user_id": "x"},
        {"status": 3},
        {"status": 1.0},
        {"time_spent": "much"},
        {"task_id": 99999999},
        {"task_id": True},
    ],
)
def test_impossible_subtasks_are_refused(rpc, task, fields):
    assert rpc.createSubtask(**{"task_id": task, "title": "s", **fields}) is False
    assert not Subtask.objects.exists()


def test_an_update_of_a_subtask_changes_what_is_given(rpc, task, anna):
    subtask = rpc.createSubtask(task, "s", uid())
    assert rpc.updateSubtask(id=subtask, task_id=task, title="", position=7) is True
    assert rpc.updateSubtask(id=subtask, task_id=task) is True
    assert rpc.getSubtask(subtask) == {
        "id": subtask, "title": "", "status": 0, "time_estimated": 0, "time_spent": 0, "task_id": task,
        "user_id": uid(), "position": 7,
    }  # fmt: skip
    assert rpc.updateSubtask(id=subtask, task_id=task, user_id=0) is True
    assert rpc.getSubtask(subtask)["user_id"] == 0
    assert rpc.updateSubtask(id=subtask, task_id=task, status=9) is False


def test_a_subtask_of_another_task_is_not_touched(rpc, project, task):
    other = rpc.createTask(title="o", project_id=project)
    subtask = rpc.createSubtask(task, "s")
    assert rpc.updateSubtask(id=subtask, task_id=other, title="x") is False
    assert rpc.getSubtask(subtask)["title"] == "s"


def test_changes_of_subtasks_are_told_with_what_differs(rpc, anna, task):
    subtask = anna.createSubtask(task, "s")
    anna.updateSubtask(id=subtask, task_id=task, title="new", status=0)
    anna.removeSubtask(subtask)
    told = list(Activity.objects.order_by("pk").values_list("event_name", flat=True))
    assert told == ["subtask.create", "subtask.update", "subtask.delete"]
    assert Activity.objects.get(event_name="subtask.update").data["changes"] == {"title": "new"}


def test_subtasks_are_put_in_order(rpc, task):
    ids = [rpc.createSubtask(task, name) for name in "abc"]
    move_subtask(actor=APPLICATION, subtask=get_subtask(ids[2]), position=1)
    assert [one["title"] for one in rpc.getAllSubtasks(task)] == ["c", "a", "b"]
    with pytest.raises(Invalid):
        move_subtask(actor=APPLICATION, subtask=get_subtask(ids[2]), position=4)


def test_a_toggle_assigns_and_runs_the_timer(rpc, task, anna):
    subtask = rpc.createSubtask(task, "s")
    assert toggle_subtask(actor=actor(), subtask=get_subtask(subtask)) == 1
    assert rpc.getSubtask(subtask)["user_id"] == uid()
    assert anna.getAllSubtasks(task)[0]["is_timer_started"] is True
    assert rpc.getAllSubtasks(task)[0]["is_timer_started"] is False
    SubtaskTimer.objects.update(start=1)
    assert toggle_subtask(actor=actor(), subtask=get_subtask(subtask)) == 2
    assert rpc.getSubtask(subtask)["time_spent"] == rpc.getTask(task)["time_spent"] > 0
    assert toggle_subtask(actor=actor(), subtask=get_subtask(subtask)) == 0


def test_without_time_tracking_no_timer_runs(rpc, task, anna):
    save_settings(actor=APPLICATION, values={"subtask_time_tracking": "0"})
    forget_settings()
    toggle_subtask(actor=actor(), subtask=get_subtask(rpc.createSubtask(task, "s")))
    assert not SubtaskTimer.objects.exists()


def test_users_have_timers_of_their_own(rpc, task, anna):
    subtask = rpc.createSubtask(task, "s")
    bert = make_user("bert")
    assert (anna.setSubtaskStartTime(subtask, bert), anna.setSubtaskEndTime(subtask, bert)) == (False, False)
    assert anna.setSubtaskStartTime(subtask, uid()) is True
    SubtaskTimer.objects.update(start=SubtaskTimer.objects.get().start - 1800)
    assert anna.getSubtaskTimeSpent(subtask, uid()) == 0.5
    assert anna.setSubtaskEndTime(subtask, uid()) is True
    assert rpc.getSubtask(subtask)["time_spent"] == 0.5
    assert rpc.setSubtaskStartTime(subtask, 99999999) is False
    assert rpc.setSubtaskStartTime(99999999, uid()) is False
    assert rpc.setSubtaskEndTime(99999999, uid()) is True


# Comments


def test_a_user_speaks_for_himself_and_at_most_at_his_height(rpc, task, anna):
    bert = make_user("bert")
    assert anna.createComment(task, bert, "x") is False
    assert anna.createComment(task, uid(), "x", "", "app-manager") is False
    assert anna.createComment(task, str(uid()), "x") > 0
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"content": None},
        {"visibility": ""},
        {"visibility": None},
        {"visibility": "app-god"},
        {"reference": "x" * 192},
        {"user_id": 99999999},
        {"user_id": "x"},
        {"task_id": "1.0"},
    ],
)
def test_impossible_comments_are_refused(rpc, task, fields):
    assert rpc.createComment(**{"task_id": task, "user_id": 0, "content": "c", **fields}) is False
    assert not Comment.objects.exists()


def test_comments_above_the_reader_are_hidden(rpc, project, task, anna):
    rpc.addProjectUser(project, make_user("boss", "app-manager"), "project-member")
    boss = Rpc("boss", "secret-pw")
    low = boss.createComment(task, uid("boss"), "all")
    high = boss.createComment(task, uid("boss"), "few", "", "app-manager")
    assert [one["id"] for one in anna.getAllComments(task)] == [low]
    assert [one["id"] for one in boss.getAllComments(task)] == [one["id"] for one in rpc.getAllComments(task)]
    for call in (("getComment", high), ("updateComment", high, "x"), ("removeComment", high)):
        assert anna.answer(*call)[0] == 403
    assert [one["event_name"] for one in anna.getProjectActivity(project)] == ["comment.create"]
    assert len(boss.getProjectActivity(project)) == 2


def test_even_managers_change_their_own_comments_only(rpc, project, task, anna):
    rpc.addProjectUser(project, make_user("boss", "app-admin"), "project-manager")
    comment = anna.createComment(task, uid(), "mine")
    boss = Rpc("boss", "secret-pw")
    assert (boss.updateComment(comment, "x"), boss.removeComment(comment)) == (False, False)
    assert Comment.objects.get().comment == "mine"
    assert (rpc.updateComment(comment, "x"), rpc.updateComment("x", "x")) == (True, False)


def test_people_named_in_comments_are_told(rpc, task, anna, caplog):
    from boards.events import CommentMentioned, bus

    User.objects.update(notifications_enabled=True)
    heard: list[int] = []
    original = bus._listeners
    bus.subscribe([bus.Listener(lambda event: heard.append(event.user_id), to=(CommentMentioned,)), *original])
    try:
        rpc.createComment(task, 0, "see @anna, @nobody and @anna!")
        rpc.createComment(task, 0, "(@anna's) is a link, `@anna` is none")
        rpc.createComment(task, 0, "`@anna` is no link")
        anna.createComment(task, uid(), "I, @anna, am not told")
    finally:
        bus.subscribe(original)
    assert heard == [uid(), uid()]


# Files


def picture() -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (400, 300), "red").save(output, "PNG")
    return output.getvalue()


def test_a_picture_gets_a_thumbnail(rpc, project, task):
    file = rpc.createTaskFile(project, task, "a.PNG", b64(picture()))
    shown = rpc.getTaskFile(file)
    assert (shown["is_image"], shown["size"]) == (1, len(picture()))
    run_due_jobs()
    with default_storage.open(storage.thumbnail_key(shown["path"])) as stored:
        assert Image.open(stored).size == (250, 100)


@pytest.mark.parametrize("content", [b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_a_broken_picture_is_stored_without_one(rpc, project, task, content):
    file = rpc.createTaskFile(project, task, "a.png", b64(content))
    run_due_jobs()
    assert base64.b64decode(rpc.downloadTaskFile(file)) == content
    assert storage.read_content(storage.thumbnail_key(rpc.getTaskFile(file)["path"])) == b""


@pytest.mark.parametrize("blob", ["", None, "MA==", "!!!!"])
def test_empty_content_is_refused(rpc, project, task, blob):
    assert rpc.createTaskFile(project, task, "a", blob) is False
    assert rpc.createProjectFile(project, "a", blob) is False
    assert not TaskFile.objects.exists()


def test_base64_is_read_leniently(rpc, project, task):
    assert rpc.downloadTaskFile(rpc.createTaskFile(project, task, "a", "aGVs\nbG8=")) == b64(b"hello")
    assert rpc.downloadTaskFile(rpc.createTaskFile(project, task, "a", "aGVsbG8")) == b64(b"hello")
    assert rpc.downloadTaskFile(rpc.createTaskFile(project, task, "a", "aGVsb")) == b64(b"hel")


def test_a_file_has_a_limit(rpc, project, task, monkeypatch):
    monkeypatch.setitem(settings.ENV, "UPLOAD_LIMIT_MB", 0)
    assert rpc.createTaskFile(project, task, "a", b64(b"x")) is False


@pytest.mark.parametrize(("name", "stored"), [("é" * 200, "é" * 127), (None, ""), ("../../x", "../../x")])
def test_names_are_kept_but_never_used(rpc, project, task, name, stored):
    shown = rpc.getTaskFile(rpc.createTaskFile(project, task, name, b64(b"x")))
    assert shown["name"] == stored
    assert shown["path"].startswith(f"tasks/{task}/")
    assert len(shown["path"].rpartition("/")[2]) == 40


def test_files_belong_to_their_project(rpc, project, task):
    other = rpc.createProject("Other")
    assert rpc.createTaskFile(other, task, "a", b64(b"x")) is False
    assert rpc.error("createProjectFile", "x", "a", b64(b"x")) == 0


def test_lost_content_is_no_error(rpc, project, task, django_capture_on_commit_callbacks):
    file = rpc.createTaskFile(project, task, "a", b64(b"x"))
    default_storage.delete(rpc.getTaskFile(file)["path"])
    assert rpc.downloadTaskFile(file) == ""
    with django_capture_on_commit_callbacks(execute=True):
        assert rpc.removeTaskFile(file) is True


def test_shared_content_goes_with_its_last_row(rpc, project, task, django_capture_on_commit_callbacks):
    file = rpc.createTaskFile(project, task, "a", b64(b"x"))
    path = rpc.getTaskFile(file)["path"]
    copy = rpc.duplicateTaskToProject(task, project)
    with django_capture_on_commit_callbacks(execute=True):
        rpc.removeTaskFile(file)
    assert default_storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        rpc.removeAllTaskFiles(copy)
    assert not default_storage.exists(path)


def test_files_are_listed_whatever_the_case_of_their_names(rpc, project, task):
    for name in ("b", "A", "c"):
        rpc.createTaskFile(project, task, name, b64(b"x"))
        rpc.createProjectFile(project, name, b64(b"x"))
    assert [one["name"] for one in rpc.getAllTaskFiles(task)] == ["A", "b", "c"]
    assert [one["name"] for one in rpc.getAllProjectFiles(project)] == ["A", "b", "c"]


# Tags


def test_tags_are_found_whatever_the_case_and_global_ones_first(rpc, project, task):
    everywhere = rpc.createTag(0, "Urgent")
    rpc.createTag(project, "urgent")
    assert rpc.setTaskTags(project, task, ["URGENT", "new", "NEW", "", "0", 5]) is True
    assert next(iter(rpc.getTaskTags(task))) == str(everywhere)
    assert sorted(rpc.getTaskTags(task).values()) == ["5", "Urgent", "new"]
    assert rpc.setTaskTags(project, task, ["urgent"]) is True
    assert rpc.getTaskTags(task) == {str(everywhere): "Urgent"}


def test_tags_of_a_task_of_another_project_leave_nothing_behind(rpc, project, task):
    other = rpc.createProject("Other")
    assert rpc.setTaskTags(other, task, ["leftover"]) is False
    assert rpc.getTagsByProject(other) == []
    assert rpc.setTaskTags(other, 99999, ["kept"]) is False
    assert [tag["name"] for tag in rpc.getTagsByProject(other)] == ["kept"]


def test_names_are_taken_literally(rpc, project, task):
    rpc.createTag(project, "abc")
    rpc.setTaskTags(project, task, ["a%", "a_c"])
    assert sorted(rpc.getTaskTags(task).values()) == ["a%", "a_c"]


def test_tags_of_a_task_are_set_in_its_project(rpc, project, task):
    other = rpc.createProject("Other")
    assert rpc.setTaskTags(other, task, ["x"]) is False
    assert rpc.getTaskTags(task) == {}
    assert rpc.setTaskTags(99999999, task, ["x"]) is False
    assert rpc.setTaskTags("x", task, ["x"]) is False


def test_global_tags_are_not_for_users(rpc, project, anna):
    everywhere = rpc.createTag(0, "Urgent")
    own = anna.createTag(project, "own")
    assert anna.answer("updateTag", everywhere, "x")[0] == anna.answer("removeTag", everywhere)[0] == 403
    assert (anna.updateTag(99999999, "x"), anna.removeTag(99999999)) == (True, False)
    assert anna.answer("createTag", 0, "x")[0] == 403
    assert [tag["id"] for tag in anna.getAllTags()] == [everywhere, own]
    assert anna.updateTag(own, None) is False


def test_users_see_the_tags_of_their_open_projects(rpc, project, anna):
    rpc.createTag(rpc.createProject("Other"), "foreign")
    own = rpc.createTag(project, "own")
    assert [tag["id"] for tag in anna.getAllTags()] == [own]
    rpc.disableProject(project)
    assert anna.getAllTags() == []
    assert len(rpc.getAllTags()) == 2


@pytest.mark.parametrize(("project_id", "name"), [("x", "a"), (99999999, "a"), (None, "a"), (0, None), (False, "a")])
def test_impossible_tags_are_refused(rpc, project_id, name):
    assert rpc.createTag(project_id, name) is False
    assert not Tag.objects.exists()


def test_the_global_tags_are_those_of_project_zero(rpc, project):
    rpc.createTag(0, "a")
    rpc.createTag(project, "b")
    assert [tag["name"] for tag in rpc.getTagsByProject(0)] == ["a"]
    assert [tag["name"] for tag in rpc.getTagsByProject(project)] == ["b"]


def test_a_tag_becomes_global_once(rpc, project, task):
    tag = rpc.createTag(project, "a")
    rpc.setTaskTags(project, task, ["a"])
    promote_tag(actor=APPLICATION, tag=get_tag(tag))
    assert (rpc.getTagsByProject(0)[0]["id"], TaskTag.objects.count()) == (tag, 1)
    with pytest.raises(Conflict):
        promote_tag(actor=APPLICATION, tag=get_tag(rpc.createTag(project, "A")))


@pytest.mark.parametrize("count", [10, 200])
def test_new_tags_cost_the_same_at_any_number(rpc, project, task, count, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        assert rpc.setTaskTags(project, task, [f"tag {number}" for number in range(count)]) is True
    assert len(rpc.getTaskTags(task)) == count


# Activity


def test_activities_tell_what_users_did(rpc, project, anna):
    rpc.createTask(title="by a program", project_id=project)
    task = anna.createTask(title="<b>Mine</b>", project_id=project)
    anna.updateTask(id=task, title="Other", score=3)
    newest, oldest = anna.getProjectActivity(project)
    assert (newest["event_name"], newest["changes"]) == ("task.update", {"title": "Other", "score": 3})
    assert (oldest["author"], oldest["event_title"]) == ("anna", f"anna created the task #{task}")
    assert "&lt;b&gt;Mine&lt;/b&gt;" in oldest["event_content"]
    assert oldest["task"]["title"] == "<b>Mine</b>"
    assert "score, title" in newest["event_content"]


def test_activities_of_several_projects_are_one_stream(rpc, project, anna):
    other = rpc.createProject("Other")
    rpc.addProjectUser(other, uid())
    first = anna.createTask(title="a", project_id=project)
    second = anna.createTask(title="b", project_id=other)
    assert [one["task_id"] for one in anna.getProjectActivities([project, other, project])] == [second, first]
    assert [one["task_id"] for one in anna.getMyActivityStream()] == [second, first]
    assert anna.getProjectActivities([]) == []
    assert anna.answer("getProjectActivities", [project, 99999999])[0] == 403
    assert rpc.error("getProjectActivities", "x") == -32602
    assert rpc.getProjectActivity("x") == []


def test_a_stream_is_limited(rpc, project, anna):
    task = anna.createTask(title="a", project_id=project)
    for number in range(52):
        anna.updateTask(id=task, score=number + 1)
    assert len(anna.getProjectActivity(project)) == 50


@pytest.mark.parametrize("event_name", sorted(kind for kind, telling in TELLINGS.items() if telling.wire))
def test_every_event_has_a_sentence(event_name):
    data: dict[str, Any] = {"task": {"id": 7, "title": "t", "column_title": "Ready", "swimlane_name": "S"}}
    sentence = tell_program(event_name, "Anna", data)
    assert sentence.startswith("Anna ")
    assert "#7" in sentence
    assert tell_program("unknown", "Anna", {}) == "Anna"
