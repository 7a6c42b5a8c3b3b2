"""The form of a task: two people at once, what is attached, several projects (web.md 7.1, ux.md 3.15)."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from boards.actors import APPLICATION
from boards.inputs import join_tags, split_tags, tidy_tag
from boards.models import Activity, PredefinedDescription, Project, Setting, Tag, Task, TaskFile
from boards.queries.settings import forget_settings
from boards.services.custom_roles import create_custom_role, restrict_column, restrict_project
from boards.services.memberships import add_project_user, change_project_user_role
from boards.services.projects import create_project
from boards.services.tasks.update import update_task
from boards.texts import merging
from boards.texts.merging import combine_lines, mark_lines, merge_lines
from tests.counting import count_calls


def fields_of(html: str) -> dict[str, str]:
    """What a browser would post if nobody typed anything."""
    values: dict[str, str] = {}
    form = html[html.index('class="form"') :]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "checkbox" not in tag and "file" not in tag:
            values[name[1]] = value[1] if value else ""
    values |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL))
    for name, inside in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside) or re.search(r'<option value="([^"]*)"', inside)
        values[name] = chosen[1] if chosen else ""
    values.pop("csrfmiddlewaretoken", None)
    return values


def opened(world: Any, task: Task, who: str = "member") -> dict[str, str]:
    return fields_of(world.client(who).get(f"/task/{task.pk}/edit").content.decode())


class TestTwoPeople:
    def test_saving_without_a_change_changes_nothing(self, world):
        task = world.task(description="a", date_due=1_800_000_123, priority=9, color_id="mauve", score=4)
        before = Task.objects.values().get(pk=task.pk)
        activities = Activity.objects.count()
        assert world.member.post(f"/task/{task.pk}/update", opened(world, task)).status_code == 302
        assert Task.objects.values().get(pk=task.pk) == before
        assert Activity.objects.count() == activities

    def test_a_short_field_says_what_somebody_else_had_set(self, world):
        task = world.task("Paint")
        url = f"/board/{world.project.pk}/change/title?ids={task.pk}"
        update_task(actor=world.actor("manager"), task_id=task.pk, fields={"title": "Varnish"})
        said = world.member.post(url, {"title": "Polish", "initial": "Paint", "answer": "json"}).json()
        assert said["overwrote"] == "Manager had set “Varnish” meanwhile; it is “Polish” now."
        assert said["overwrote"] in said["message"]
        same = world.member.post(url, {"title": "Oil", "initial": "Polish", "answer": "json"}).json()
        assert same["overwrote"] == ""

    def test_a_choice_is_named_in_words(self, world):
        task = world.task()
        url = f"/board/{world.project.pk}/change/owner_id?ids={task.pk}"
        assert 'name="initial" value=""' in world.member.get(url).content.decode()
        update_task(actor=world.actor("manager"), task_id=task.pk, fields={"owner_id": world.people["manager"].pk})
        said = world.member.post(url, {"owner_id": world.people["member"].pk, "initial": "", "answer": "json"}).json()
        assert said["overwrote"] == "Manager had set “Manager” meanwhile; it is “Member” now."

    def test_each_keeps_the_fields_of_the_other(self, world):
        task = world.task()
        mine, theirs = opened(world, task), opened(world, task, "manager")
        world.manager.post(f"/task/{task.pk}/update", {**theirs, "date_due": "2026-12-31"})
        world.member.post(f"/task/{task.pk}/update", {**mine, "priority": "2"})
        task.refresh_from_db()
        assert (task.priority, bool(task.date_due)) == (2, True)

    def test_changes_of_different_lines_are_put_together(self, world):
        task = world.task(description="one\ntwo\nthree\nfour")
        mine = opened(world, task)
        update_task(actor=world.actor(), task_id=task.pk, fields={"description": "ONE\ntwo\nthree\nfour"})
        world.member.post(f"/task/{task.pk}/update", {**mine, "description": "one\r\ntwo\r\nthree\r\nFOUR"})
        task.refresh_from_db()
        assert task.description == "ONE\ntwo\nthree\nFOUR"

    def test_changes_of_the_same_line_are_shown_and_a_second_save_decides(self, world):
        task = world.task(description="one\ntwo")
        mine = {**opened(world, task), "description": "one\nmine"}
        update_task(actor=world.actor(), task_id=task.pk, fields={"description": "one\ntheirs"})
        response = world.member.post(f"/task/{task.pk}/update", mine)
        html = response.content.decode()
        assert response.status_code == 422
        assert "Somebody has changed the description meanwhile" in html
        assert "one\ntheirs" in html
        assert Task.objects.get(pk=task.pk).description == "one\ntheirs"
        again = fields_of(html)
        assert again["description"].replace("&#39;", "'") == "one\nmine"
        assert world.member.post(f"/task/{task.pk}/update", again).status_code == 302
        assert Task.objects.get(pk=task.pk).description == "one\nmine"

    def test_the_two_texts_stand_side_by_side_and_both_can_be_taken(self, world):
        task = world.task(description="one\ntwo")
        mine = {**opened(world, task), "description": "one\nmine"}
        update_task(actor=world.actor(), task_id=task.pk, fields={"description": "one\ntheirs"})
        html = world.member.post(f"/task/{task.pk}/update", mine).content.decode()
        assert "one\n<mark>mine</mark>" in html
        assert "one\n<mark>theirs</mark>" in html
        assert 'data-template="one\nmine\ntheirs"' in html
        assert "Description that will be saved" in html

    def test_what_was_put_together_or_overwritten_is_told_with_the_name(self, world):
        task = world.task(description="one\ntwo\nthree", priority=1)
        mine = {**opened(world, task), "description": "ONE\ntwo\nthree", "priority": "3"}
        update_task(
            actor=world.actor("manager"), task_id=task.pk, fields={"description": "one\ntwo\nTHREE", "priority": 2}
        )
        html = world.member.post(f"/task/{task.pk}/update", mine, follow=True).content.decode()
        assert "The description is put together with the change of Manager." in html
        assert "Manager had set Priority: 2." in html
        task.refresh_from_db()
        assert (task.description, task.priority) == ("ONE\ntwo\nTHREE", 3)

    def test_a_program_that_posts_some_fields_changes_those_only(self, world):
        task = world.task(description="kept", score=3)
        world.member.post(f"/task/{task.pk}/update", {"title": "New"})
        task.refresh_from_db()
        assert (task.title, task.description, task.score) == ("New", "kept", 3)

    def test_a_rejected_form_without_a_base_can_be_sent_again(self, world):
        task = world.task()
        html = world.member.post(f"/task/{task.pk}/update", {"title": "New", "score": "x"}).content.decode()
        values = {**fields_of(html), "score": "5"}
        assert world.member.post(f"/task/{task.pk}/update", values).status_code == 302
        task.refresh_from_db()
        assert (task.title, task.score) == ("New", 5)


LINES = st.lists(st.sampled_from("abc"), max_size=6).map("\n".join)


@given(LINES, LINES, LINES)
def test_putting_together_never_loses_a_side_that_is_alone(base, mine, theirs):
    assert merge_lines(base, mine, base) == mine
    assert merge_lines(base, base, theirs) == theirs
    assert merge_lines(base, mine, mine) == mine
    assert merge_lines(base, mine, theirs) == merge_lines(base, theirs, mine)


@given(LINES, LINES, LINES)
def test_both_texts_together_lose_no_new_line(base, mine, theirs):
    both = combine_lines(base, mine, theirs)
    merged = merge_lines(base, mine, theirs)
    if merged is not None and base not in (mine, theirs) and mine != theirs:
        assert both == merged
    for text in (mine, theirs):
        new = {line for line, changed in mark_lines(base, text) if changed}
        assert new <= set(both.split("\n"))


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a\n\nb\n\nc", "A\n\nb\n\nc", "a\n\nb\n\nC", "A\n\nb\n\nC"),
        ("a\na\na\nb", "a\na\nx\na\nb", "a\na\na\nB", "a\na\nx\na\nB"),
        ("a\nb\nc\nd", "d\nb\nc\na", "a\nb\nc\nd\ne", None),
        ("1\n2\n3\n4\n5\n6", "1\n3\n4\n5\n6", "1\n2\n3\n4\n5\n5\n6", "1\n3\n4\n5\n5\n6"),
    ],
)
def test_changes_far_from_each_other_are_put_together(base, mine, theirs, merged):
    assert merge_lines(base, mine, theirs) == merged


def test_a_long_text_is_put_together_as_a_short_one():
    lines = [f"{number % 7 and number}" for number in range(15_000)]
    base = "\n".join(lines)
    mine = "\n".join(["first", *lines])
    theirs = "\n".join([*lines[:9000], "between", *lines[9001:]])
    merged = merge_lines(base, mine, theirs)
    assert merged == "\n".join(["first", *lines[:9000], "between", *lines[9001:]])
    assert [line for line, is_new in mark_lines(base, merged) if is_new] == ["first", "between"]


HOSTILE = {
    "two letters": lambda size, turn: "".join("ab"[number * number % 7 % 2 ^ turn] for number in range(size)),
    "all the same": lambda size, turn: "a" * (size - turn) + "b" * turn,
    "turned round": lambda size, turn: [chr(300 + at) for at in range(size)][:: 1 - 2 * turn],
    "every second": lambda size, turn: [chr(300 + at if at % 2 else 9000 + turn) for at in range(size)],
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_the_work_of_putting_together_is_bounded(monkeypatch, make):
    """Counted in calls, so that it says the same on every machine."""
    monkeypatch.setattr(merging, "MOST_STEPS", 20_000)

    def work(size: int) -> None:
        base, mine = ("x\n" + "\n".join(make(size, turn)) + "\ny" for turn in (0, 1))
        theirs = "X" + base[1:]
        merge_lines(base, mine, theirs)
        both = set(combine_lines(base, mine, theirs).split("\n"))
        assert {line for line, is_new in mark_lines(base, mine) if is_new} <= both

    few, many = (count_calls(lambda size=size: work(size)) for size in (1000, 2000))
    assert many < 2.6 * few + 60_000
    assert many < 200_000


def test_texts_of_too_many_lines_stand_beside_each_other(world, monkeypatch):
    monkeypatch.setattr(merging, "MOST_LINES", 3)
    base, mine, theirs = "a\nb\nc\nd\ne\nf", "A\nb\nc\nd\nE\nf", "a\nb\nC\nd\ne\nf"
    assert merge_lines(base, mine, theirs) is None
    assert combine_lines(base, mine, theirs) == "A\nb\nc\nd\nE\na\nb\nC\nd\ne\nf"
    task = world.task(description=base)
    html = world.member.get(f"/task/{task.pk}/edit").content.decode()
    update_task(actor=world.actor("manager"), task_id=task.pk, fields={"description": theirs})
    response = world.member.post(f"/task/{task.pk}/update", {**fields_of(html), "description": mine})
    assert response.status_code == 422
    assert "Somebody has changed the description meanwhile." in response.content.decode()


NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="\x85")) | st.text('", a')


@given(st.lists(NAMES.map(tidy_tag).filter(bool), max_size=4, unique=True))
def test_a_comma_list_of_tags_is_read_as_it_was_written(names):
    assert split_tags(join_tags(names)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('19" rack, left', ['19" rack', "left"]),
        ('"19"" rack", "a,b" , c', ['19" rack', "a,b", "c"]),
        ('"x" y, "z', ['"x" y', '"z']),
        ('" a  b, c "', ["a b, c"]),
        (' a   b ,, "" , a b', ["a b"]),
        ("a\nb", ["a b"]),
        ("", []),
    ],
)
def test_a_comma_list_as_people_type_it(text, names):
    assert split_tags(text) == names


class TestNewTasks:
    def url(self, world: Any) -> str:
        return f"/?controller=TaskCreationController&action=save&project_id={world.project.pk}"

    def test_the_clicked_cell_the_default_colour_and_the_tags_are_offered(self, world):
        Setting.objects.create(option="default_color", value="teal")
        forget_settings()
        Tag.objects.create(project=world.project, name="rigging")
        Tag.objects.create(project=None, name="everywhere")
        column = world.columns["Ready"]
        url = f"/board/{world.project.pk}/task/create/swimlane/{world.swimlane.pk}/column/{column.pk}"
        html = world.member.get(url).content.decode()
        values = fields_of(html)
        assert values["column_id"] == str(column.pk)
        assert values["color_id"] == "teal"
        assert '<option value="rigging">' in html
        assert '<option value="everywhere">' in html
        Project.objects.filter(pk=world.project.pk).update(enable_global_tags=False)
        assert '<option value="everywhere">' not in world.member.get(url).content.decode()
        Setting.objects.all().delete()
        forget_settings()

    def test_files_and_a_pasted_picture_come_along(self, world):
        output = io.BytesIO()
        Image.new("RGB", (4, 4)).save(output, "PNG")
        picture = "data:image/png;base64," + base64.b64encode(output.getvalue()).decode()
        files = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]
        world.member.post(self.url(world), {"title": "With files", "files[]": files, "screenshot": picture})
        names = sorted(TaskFile.objects.values_list("name", flat=True))
        assert names[1:] == ["a.txt", "b.txt"]
        assert re.fullmatch(r"Screenshot taken [\d :-]+\.png", names[0])

    def test_an_empty_file_stops_everything(self, world):
        response = world.member.post(self.url(world), {"title": "x", "files[]": SimpleUploadedFile("e.txt", b"")})
        assert response.status_code == 422
        assert "“e.txt” is empty." in response.content.decode()
        assert not Task.objects.exists()

    def test_what_is_no_picture_stops_everything(self, world):
        response = world.member.post(self.url(world), {"title": "x", "screenshot": "R0lGODlh"})
        assert response.status_code == 422
        assert not Task.objects.exists()

    def test_a_column_that_a_role_may_not_use_leads_back_to_the_board(self, world):
        role = create_custom_role(actor=APPLICATION, project=world.project, name="Intern")
        restrict_column(actor=APPLICATION, role=role, column=world.columns["Done"], rule="block.task_creation")
        change_project_user_role(
            actor=APPLICATION, project_id=world.project.pk, user_id=world.people["member"].pk, role="Intern"
        )
        response = world.member.post(self.url(world), {"title": "x", "column_id": world.columns["Done"].pk})
        assert response["Location"] == f"/board/{world.project.pk}"
        assert not Task.objects.exists()
        html = world.member.get(f"/project/{world.project.pk}/task/create").content.decode()
        assert ">Done</option>" not in html

    def test_templates_are_offered(self, world):
        PredefinedDescription.objects.create(project=world.project, title="Bug", description='Steps "1"')
        html = world.member.get(f"/project/{world.project.pk}/task/create").content.decode()
        assert 'data-template="Steps &#34;1&#34;"' in html

    def test_several_at_once_with_the_same_values(self, world):
        template = PredefinedDescription.objects.create(project=world.project, title="Bug", description="Steps")
        url = "/?controller=TaskBulkController&action=save&project_id={}&column_id={}&swimlane_id={}".format(
            world.project.pk, world.columns["Ready"].pk, world.swimlane.pk
        )
        data = {
            "tasks": " a \n\nb", "task_description_template_id": template.pk, "score": "3", "tags[]": ["x", "y"],
            "date_due": "tomorrow", "priority": "1",
        }  # fmt: skip
        response = world.member.post(url, data)
        assert response["Location"] == f"/board/{world.project.pk}#swimlane-{world.swimlane.pk}"
        for task in Task.objects.order_by("pk"):
            assert (task.description, task.score, task.priority, bool(task.date_due)) == ("Steps", 3, 1, True)
            assert task.task_tags.count() == 2
        assert list(Task.objects.order_by("pk").values_list("title", flat=True)) == ["a", "b"]
        assert "2 tasks added." in world.member.get(f"/board/{world.project.pk}").content.decode()

    def test_dates_name_the_format_of_the_house(self, world):
        Setting.objects.create(option="application_date_format", value="d.m.Y")
        forget_settings()
        html = world.member.post(self.url(world), {"title": "x", "date_due": "12/31/2026"}).content.decode()
        assert "Write it like 31.12.2026, 2026-12-31, 25 dec, tomorrow or in 3 days." in html
        Setting.objects.all().delete()
        forget_settings()


class TestOtherProjects:
    @pytest.fixture
    def other(self, world) -> Project:
        other = create_project(actor=APPLICATION, name="Other", owner_id=None)
        add_project_user(actor=APPLICATION, project=other, user_id=world.people["member"].pk, role="project-member")
        return other

    def test_a_new_task_is_copied_to_the_chosen_ones(self, world, other):
        url = f"/?controller=TaskCreationController&action=save&project_id={world.project.pk}"
        html = world.member.post(url, {"title": "x", "duplicate_multiple_projects": "1"}).content.decode()
        assert "Other" in html
        task = Task.objects.get()
        url = f"/?controller=TaskCreationController&action=duplicateProjects&project_id={world.project.pk}"
        world.member.post(url, {"task_id": task.pk, "project_ids[]": [other.pk]})
        assert Task.objects.filter(project=other, title="x").count() == 1

    def test_a_project_of_others_and_a_foreign_task_are_refused(self, world, other):
        hidden = create_project(actor=APPLICATION, name="Hidden", owner_id=None)
        task = world.task()
        url = f"/?controller=TaskCreationController&action=duplicateProjects&project_id={world.project.pk}"
        response = world.member.post(url, {"task_id": task.pk, "project_ids[]": [hidden.pk]})
        assert response.status_code == 422
        url = f"/?controller=TaskCreationController&action=duplicateProjects&project_id={other.pk}"
        assert world.member.post(url, {"task_id": task.pk, "project_ids[]": [other.pk]}).status_code == 404
        assert Task.objects.count() == 1

    def test_another_project_brings_its_own_lists_first(self, world, other):
        third = create_project(actor=APPLICATION, name="Third", owner_id=None)
        add_project_user(actor=APPLICATION, project=third, user_id=world.people["member"].pk, role="project-member")
        task = world.task()
        url = f"/task/{task.pk}/copy-to-project"
        response = world.member.post(url, {"project_id": third.pk, "shown": other.pk})
        assert response.status_code == 200
        values = fields_of(response.content.decode())
        assert (values["project_id"], values["shown"]) == (str(third.pk), str(third.pk))
        assert Task.objects.count() == 1
        world.member.post(url, values)
        assert Task.objects.filter(project=third).count() == 1

    @pytest.mark.parametrize("action", ["copy", "move"])
    def test_the_address_of_kanboard_with_the_project_works(self, world, other, action):
        task = world.task()
        url = f"/task/{task.pk}/{action}-to-project/{world.project.pk}?dst_project_id={other.pk}"
        assert world.member.get(url).status_code == 200
        assert world.viewer.get(url).status_code == 403

    def test_a_role_that_may_not_move_may_not_move_away(self, world, other):
        task = world.task()
        role = create_custom_role(actor=APPLICATION, project=world.project, name="Intern")
        restrict_project(actor=APPLICATION, role=role, rule="task_move")
        change_project_user_role(
            actor=APPLICATION, project_id=world.project.pk, user_id=world.people["member"].pk, role="Intern"
        )
        assert world.member.post(f"/task/{task.pk}/move-to-project", {"project_id": other.pk}).status_code == 403
        task.refresh_from_db()
        assert task.project_id == world.project.pk

    def test_without_another_project_a_sentence_says_so(self, world):
        html = world.manager.get(f"/task/{world.task().pk}/copy-to-project").content.decode()
        assert "You may add tasks to no other open project." in html


class TestPlaces:
    def test_before_and_after_a_task(self, world):
        a, b, c = (world.task(name) for name in "abc")
        data = {"column_id": a.column_id, "swimlane_id": a.swimlane_id, "at": "after", "beside": f"#{b.pk} b"}
        assert world.member.post(f"/task/{a.pk}/position/save", data).status_code == 302
        order = Task.objects.filter(project=world.project).order_by("position").values_list("title", flat=True)
        assert list(order) == ["b", "a", "c"]
        data = {**data, "at": "before", "beside": str(b.pk)}
        world.member.post(f"/task/{c.pk}/position/save", data)
        assert list(order.all()) == ["c", "b", "a"]

    def test_nothing_moved_is_no_success(self, world):
        task = world.task()
        data = {"column_id": task.column_id, "swimlane_id": task.swimlane_id, "at": "top"}
        response = world.member.post(f"/task/{task.pk}/position/save", data)
        assert response.status_code == 422
        assert "The task is there already." in response.content.decode()
        response = world.member.post(f"/task/{task.pk}/position/save", {**data, "at": "before"})
        assert "Write the number of a task, like #12." in response.content.decode()

    def test_as_json(self, world):
        task = world.task()
        body = {"column_id": world.columns["Done"].pk, "swimlane_id": task.swimlane_id, "position": 1}
        url = f"/task/{task.pk}/position/save"
        response = world.member.post(url, body, content_type="application/json", headers={"X-Requested-With": "XMLHttpRequest"})  # fmt: skip # noqa: E501
        assert response["X-Ajax-Redirect"] == f"/task/{task.pk}"
        task.refresh_from_db()
        assert task.column_id == world.columns["Done"].pk
        assert world.member.post(url, body, content_type="application/json").status_code == 422
        assert world.viewer.post(url, body, content_type="application/json").status_code == 403


def test_a_title_of_several_lines_survives_a_save_that_changes_nothing(world):
    """A program wrote it; the input of a browser knows no line ends."""
    task = world.task("Line\nbreak\r\nand on")
    update_task(actor=APPLICATION, task_id=task.pk, fields={"reference": "A\nB"})
    html = world.member.get(f"/task/{task.pk}/edit").content.decode()
    posted = fields_of(html)
    assert (posted["title"], posted["reference"]) == ("Line break and on", "A B")
    url = f"/?controller=TaskModificationController&action=update&task_id={task.pk}"
    assert world.member.post(url, posted).status_code == 302
    stored = Task.objects.get(pk=task.pk)
    assert (stored.title, stored.reference) == ("Line\nbreak\r\nand on", "A\nB")
    world.member.post(url, {**posted, "title": "Another"})
    assert Task.objects.get(pk=task.pk).title == "Another"
