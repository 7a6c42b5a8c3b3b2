"""Searching, activity, the inbox, the palette, help, public pages."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.dates import now
from boards.models import Activity, Link, Notification, Project, Task
from boards.services.comments import create_comment
from boards.services.files import create_task_file
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask
from boards.services.task_links import create_task_link
from boards.services.tasks.create import NewTask, create_task
from boards.workers.daily import run_daily_round


def text(response) -> str:
    return response.content.decode()


class TestSearch:
    def find(self, world, who="member", **query: str) -> str:
        return re.sub("</?mark>", "", text(world.client(who).get("/search", query)))

    def test_what_was_found_is_marked_in_title_and_description(self, world):
        long = "word " * 40
        world.task("Paint <b>", description=f"{long} and PAINT it <i>red</i> {long}")
        html = text(world.member.get("/search", {"search": "paint"}))
        assert "<mark>Paint</mark> &lt;b&gt;" in html
        assert re.search(r"…(word )+and <mark>PAINT</mark> it &lt;i&gt;red&lt;/i&gt; (word ?)+…", html)
        assert "<mark>" not in text(world.member.get("/search", {"search": "status:open"}))

    def test_it_finds_in_own_projects_only(self, world):
        world.task("Paint the boat")
        there = create_project(actor=APPLICATION, name="There", owner_id=None)
        create_task(actor=APPLICATION, task=NewTask(title="Paint the house", project_id=there.pk))
        html = self.find(world, search="paint")
        assert ("Paint the boat" in html, "Paint the house" in html) == (True, False)
        assert "Nothing found" in self.find(world, "admin", search="paint")
        html = self.find(world, "admin", search="paint", everywhere="1")
        assert ("Paint the boat" in html, "Paint the house" in html) == (True, True)
        assert "Nothing found" in self.find(world, "outsider", search="paint", everywhere="1")

    def test_without_words_it_shows_examples(self, world):
        assert "assignee:me due:&lt;=today" in self.find(world)

    @pytest.mark.parametrize(
        ("search", "reason"),
        [
            ("due:<tomorow", "no readable date"),
            ("priority:much", "no number"),
            ("status:opened", "neither open nor closed"),
            ("asignee:me", "no such attribute"),
            ("due:tomorrow priority:>=2 status:open assignee:me", ""),
        ],
    )
    def test_a_doubtful_word_says_why(self, world, search, reason):
        html = self.find(world, search=search)
        assert (reason in html) if reason else ("chip warn" not in html)

    def test_a_name_that_no_project_has_is_doubted_on_its_board(self, world):
        url = f"/board/{world.project.pk}"
        assert "nothing here has this name" in text(world.member.get(url, {"search": "column:Dnoe"}))
        assert "nothing here has this name" not in text(world.member.get(url, {"search": "column:Done"}))

    def test_a_chip_is_taken_away_by_its_own_link(self, world):
        html = self.find(world, search='status:open assignee:me "a b"')
        assert "?search=assignee%3Ame%20a%20b" in html
        assert "?search=status%3Aopen%20assignee%3Ame" in html

    def test_it_costs_the_same_at_any_size(self, world):
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                self.find(world, search="task")
            return len(queries)

        world.task("Task", owner_id=world.people["member"].pk)
        self.find(world, search="task")
        small = cost()
        for number in range(29):
            world.task(f"Task {number}", tags=[f"tag {number}"])
        assert cost() == small <= 15


class TestActivity:
    @pytest.fixture
    def happened(self, world) -> Task:
        task = world.task("Paint the boat")
        for number, name in enumerate(("task.create", "task.close")):
            Activity.objects.create(
                date_creation=1_700_000_000 + number * 864_000,
                event_name=name,
                creator=world.people["manager"],
                project=world.project,
                task=task,
                data={"task": {"id": task.pk, "title": task.title}},
            )
        secret = {"task": {"title": task.title}, "comment": {"comment": "top secret", "visibility": "app-admin"}}
        Activity.objects.create(
            date_creation=1_700_000_001,
            event_name="comment.create",
            creator=world.people["admin"],
            project=world.project,
            task=task,
            data=secret,
        )
        return task

    @pytest.mark.parametrize("url", ["/my-activity", "/project/{0}/activity", "/search/activity?search=paint"])
    def test_it_is_told_but_not_what_one_may_not_read(self, world, happened, url):
        html = text(world.member.get(url.format(world.project.pk)))
        assert "closed task" in html
        assert "top secret" not in html

    def test_administrators_read_all_comments(self, world, happened):
        assert "top secret" in text(world.admin.get(f"/project/{world.project.pk}/activity"))

    @pytest.mark.parametrize(
        ("search", "n"),
        [
            ("creator:me", 0),
            ("creator:manager", 2),
            ("status:closed", 0),
            ("status:open", 2),
            ("project:harb", 2),
            ("project:sea", 0),
            ("created:2023-11-14", 1),
            ("boat", 2),
            ("creator:3", 0),
        ],
    )
    def test_the_search_has_its_own_attributes(self, world, happened, search, n):
        own = Activity.objects.filter(event_name__startswith="task").count()
        assert own >= 2
        Activity.objects.exclude(date_creation__in=[1_700_000_000, 1_700_864_000]).delete()
        html = text(world.member.get("/search/activity", {"search": search}))
        assert html.count(f'<a href="/task/{happened.pk}">') == n

    def test_others_see_nothing(self, world, happened):
        assert "Nothing found" in text(world.outsider.get("/search/activity?search=paint"))
        assert world.outsider.get(f"/project/{world.project.pk}/activity").status_code == 403


class TestInbox:
    @pytest.fixture
    def letter(self, world) -> Notification:
        task = world.task("Paint the boat")
        data = {"task": {"id": task.pk, "title": task.title, "project_name": "Harbour"}, "comment": {"id": 7}}
        person = world.people["member"]
        return Notification.objects.create(user=person, date_creation=1, event_name="comment.create", data=data)

    def url(self, world, rest="", who="member") -> str:
        return f"/user/{world.people[who].pk}/notifications/web{rest}"

    def test_it_shows_what_came_and_the_bell_counts(self, world, letter):
        html = text(world.member.get(self.url(world)))
        assert f"New comment on task #{letter.data['task']['id']}" in html
        assert "Inbox, 1 unread" in html

    def test_opening_one_reads_it_and_leads_to_the_comment(self, world, letter):
        url = f"/?controller=WebNotificationController&action=redirect&user_id={letter.user_id}"
        url += f"&notification_id={letter.pk}"
        target = f"/task/{letter.data['task']['id']}#comment-7"
        assert world.member.get(url)["Location"] == target
        assert not Notification.objects.get().date_read
        assert world.member.post(url)["Location"] == target
        assert Notification.objects.get().date_read

    def test_read_ones_stay(self, world, letter):
        world.member.post(self.url(world, f"/remove/{letter.pk}"))
        assert "New comment" in text(world.member.get(self.url(world)))
        assert "Everything is read" in text(world.member.get(self.url(world), {"unread": "1"}))

    def test_all_are_read_at_once_after_a_question(self, world, letter):
        world.member.get(self.url(world, "/flush/abc"))
        assert not Notification.objects.get().date_read
        world.member.post(self.url(world, "/flush"))
        assert Notification.objects.get().date_read

    def test_nobody_reads_the_inbox_of_others(self, world, letter):
        assert world.viewer.get(self.url(world)).status_code == 404
        foreign = self.url(world, f"/remove/{letter.pk}", "viewer")
        assert world.viewer.post(foreign).status_code == 404
        assert not Notification.objects.get().date_read

    @pytest.mark.parametrize("data", [{}, [], {"task": None}, {"tasks": [{"id": 1}, {"id": 2}]}])
    def test_strange_entries_are_shown(self, world, letter, data):
        Notification.objects.update(data=data, event_name="task.overdue")
        assert "Overdue tasks" in text(world.member.get(self.url(world)))


class TestPalette:
    def find(self, world, term="", who="member"):
        return world.client(who).get("/palette", {"term": term}).json()

    def test_projects_and_pages_come_at_once(self, world):
        labels = [item["label"] for item in self.find(world)]
        assert {"My work", "Harbour", "Keyboard shortcuts"} <= set(labels)
        assert "Harbour" not in [item["label"] for item in self.find(world, who="outsider")]

    def test_tasks_and_people_are_found(self, world):
        task = world.task("Paint the boat")
        assert self.find(world, "paint")[0]["url"] == f"/task/{task.pk}"
        assert self.find(world, f"#{task.pk}")[0]["label"] == f"#{task.pk} Paint the boat"
        assert self.find(world, "@chie")[0]["label"] == "Chief"
        assert self.find(world, "paint", who="outsider") == []

    def test_a_task_is_moved_by_a_sentence(self, world):
        task = world.task()
        (item,) = self.find(world, f"move #{task.pk} to do")
        assert item["label"] == f"Move #{task.pk} to Done"
        html = text(world.member.get(item["url"]))
        (chosen,) = re.findall(r'<input type="radio" name="column_id" value="(\d+)"[^>]*checked', html)
        assert int(chosen) == world.columns["Done"].pk


class TestHelp:
    @pytest.mark.parametrize(
        ("url", "words"),
        [
            ("/help/keys", "Lift the card"),
            ("/?controller=DocumentationController&action=shortcuts", "Lift the card"),
            ("/help/search", "subtask:assignee"),
            ("/accessibility", "WCAG 2.2"),
        ],
    )
    def test_the_pages_open_for_who_is_signed_in(self, world, url, words):
        assert words in text(world.viewer.get(url))
        assert world.anonymous.get(url).status_code == 302


class TestPublic:
    @pytest.fixture
    def token(self, world) -> str:
        Project.objects.filter(pk=world.project.pk).update(is_public=True, token="t0ken")
        return "t0ken"

    def test_the_board_shows_open_tasks_and_no_people(self, world, token):
        task = world.task("Paint the boat", owner_id=world.people["member"].pk, tags=["wet"])
        create_subtask(actor=APPLICATION, task_id=task.pk, title="Sand")
        Task.objects.filter(pk=world.task("Old").pk).update(is_active=False)
        html = text(world.anonymous.get(f"/public/board/{token}"))
        assert "Paint the boat" in html
        assert "0 of 1 done" in html
        assert '<meta http-equiv="refresh" content="60">' in html
        for hidden in ("Old", "Member", "<script", "/login", "csrf"):
            assert hidden not in html

    def test_nothing_of_a_closed_project_is_public(self, world, token):
        pk = world.task("Paint the boat").pk
        paths = (f"/public/board/{token}", f"/public/task/{pk}/{token}")
        assert [world.anonymous.get(path).status_code for path in paths] == [200, 200]
        Project.objects.filter(pk=world.project.pk).update(is_active=False)
        for path in paths:
            answer = world.anonymous.get(path)
            assert (answer.status_code, b"Paint the boat" in answer.content) == (403, False)

    def test_the_task_shows_what_everybody_may_read(self, world, token):
        there = create_project(actor=APPLICATION, name="There", owner_id=None)
        other = create_task(actor=APPLICATION, task=NewTask(title="Hidden", project_id=there.pk))
        task = world.task("Paint the boat", description=f"By @member, like #{other} and ##")
        for visibility in ("app-user", "app-manager", "app-admin"):
            create_comment(
                actor=APPLICATION,
                task_id=task.pk,
                user_id=world.people["member"].pk,
                content=f"said to {visibility}, see #{task.pk}",
                visibility=visibility,
            )
        create_task_file(actor=APPLICATION, project_id=world.project.pk, task_id=task.pk, name="plan.txt", content=b"x")
        html = text(world.anonymous.get(f"/public/task/{task.pk}/{token}"))
        assert "said to app-user" in html
        assert f'href="/public/task/{task.pk}/{token}"' in html
        for hidden in ("app-manager", "app-admin", "plan.txt", "<script", f"/task/{other}", "/user/", "Member"):
            assert hidden not in html

    def test_pictures_of_the_texts_are_seen_and_nothing_else(self, world, token):
        task, other = world.task(), world.task()
        of_project = {"actor": APPLICATION, "project_id": world.project.pk, "content": b"\x89PNG"}
        mine, elsewhere = (create_task_file(**of_project, task_id=one.pk, name="boat.png") for one in (task, other))
        plan = create_task_file(**of_project, task_id=task.pk, name="plan.txt")
        shown = f"![boat](/task/{task.pk}/file/{mine}/image) ![far](/task/{other.pk}/file/{elsewhere}/image)"
        Task.objects.filter(pk=task.pk).update(description=shown)
        html = text(world.anonymous.get(f"/public/task/{task.pk}/{token}"))
        address = f"/public/task/{task.pk}/{token}/file/"
        assert f'src="{address}{mine}"' in html
        assert f"{address}{elsewhere}" not in html
        asked = [f"{address}{pk}" for pk in (mine, elsewhere, plan, 999)]
        asked += [f"/public/task/{task.pk}/wrong/file/{mine}", f"/task/{task.pk}/file/{mine}/image"]
        assert [world.anonymous.get(url).status_code for url in asked] == [200, 404, 404, 404, 403, 302]
        Project.objects.update(is_public=False)
        assert world.anonymous.get(f"{address}{mine}").status_code == 403

    def test_the_share_page_says_what_becomes_public(self, world, token):
        html = text(world.manager.get(f"/project/{world.project.pk}/share"))
        assert "comments that are not restricted" in html
        assert f'data-copy="http://testserver/public/board/{token}"' in html

    def test_links_lead_to_public_tasks_only(self, world, token):
        there = create_project(actor=APPLICATION, name="There", owner_id=None)
        other = create_task(actor=APPLICATION, task=NewTask(title="Hidden", project_id=there.pk))
        task, near = world.task(), world.task("Near")
        kind = Link.objects.get(label="blocks").pk
        for opposite in (other, near.pk):
            create_task_link(actor=APPLICATION, task_id=task.pk, opposite_task_id=opposite, link_id=kind)
        html = text(world.anonymous.get(f"/public/task/{task.pk}/{token}"))
        assert ("Near" in html, "Hidden" in html) == (True, False)

    def test_a_wrong_token_is_refused_and_a_wrong_task_not_found(self, world, token):
        there = create_project(actor=APPLICATION, name="There", owner_id=None)
        other = create_task(actor=APPLICATION, task=NewTask(title="Hidden", project_id=there.pk))
        task = world.task()
        answers = [
            (f"/public/board/{token}", 200),
            ("/public/board/wrong", 403),
            (f"/public/task/{task.pk}/wrong", 403),
            (f"/public/task/{other}/{token}", 403),
            (f"/public/task/999/{token}", 404),
        ]
        assert [world.anonymous.get(url).status_code for url, _status in answers] == [
            status for _url, status in answers
        ]
        Project.objects.update(is_public=False)
        assert world.anonymous.get(f"/public/board/{token}").status_code == 403

    def test_it_costs_the_same_at_any_size(self, world, token):
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                world.anonymous.get(f"/public/board/{token}")
            return len(queries)

        world.task()
        cost()
        small = cost()
        for number in range(20):
            create_subtask(actor=APPLICATION, task_id=world.task(f"Task {number}", tags=["a"]).pk, title="Step")
        assert cost() == small <= 8


def test_what_was_read_long_ago_goes_with_the_daily_round(world):
    person = world.people["member"]
    for age in (0, 1, 31):
        read = now() - age * 86_400 if age else 0
        Notification.objects.create(user=person, date_creation=1, event_name="task.create", data={}, date_read=read)
    assert run_daily_round(force=True, parts=["inboxes"]) == {}
    assert Notification.objects.count() == 2
