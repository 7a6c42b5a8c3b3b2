"""Tasks, lists and forms in a browser (ux.md 0, 5), and what hostile texts do: nothing."""

from __future__ import annotations

import base64
import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.site import Site


def test_22_all_that_match_are_changed_after_a_dry_run(site, project):
    tasks = project.tasks(60)
    site.rpc("updateTask", id=tasks[0], priority=1)
    page = site.open(f"/list/{project.id}")
    page.get_by_label("Select all 60 matching tasks").check()
    page.locator("#bulk-more").click()
    page.get_by_role("button", name="Several fields…").click()
    expect(page.get_by_role("heading", name="Change 60 tasks")).to_be_visible()
    page.locator("[name=priority]").select_option("2")
    expect(page.locator("[name=change_priority]")).to_be_checked()
    page.get_by_role("button", name="Check first").click()
    expect(page.locator("p[role=status]")).to_have_text("60 tasks: 60 will change.")
    page.get_by_role("button", name="Change tasks").click()
    message = page.locator(".toast, .messages").filter(has_text="60 tasks changed.")
    expect(message).to_be_visible()
    values = [int(task["priority"]) for task in site.rpc("getAllTasks", project_id=project.id, status_id=1)]
    assert values == [2] * 60
    with page.expect_response(re.compile("/undo")):
        message.get_by_role("button", name="Undo").click()
    values = sorted(int(task["priority"]) for task in site.rpc("getAllTasks", project_id=project.id, status_id=1))
    assert values == [0] * 59 + [1]


def test_a_range_of_rows_is_selected_with_shift(site, project):
    project.tasks(6)
    page = site.open(f"/list/{project.id}")
    boxes = page.locator("input[name=task_ids]")
    boxes.nth(1).check()
    boxes.nth(4).click(modifiers=["Shift"])
    expect(page.get_by_text("4 selected")).to_be_visible()
    page.get_by_label("Select this page").check()
    expect(page.get_by_text("6 selected")).to_be_visible()


def test_57_everything_works_without_scripts(site, project):
    page = site.open(project.board, java_script_enabled=False)
    page.get_by_role("link", name="Add a task to Backlog").click()
    page.locator("[name=title]").fill("Made without scripts")
    page.locator("main").get_by_role("button", name=re.compile("Add|Save")).first.click()
    expect(page.locator(".card-title")).to_have_text("Made without scripts")
    (task,) = site.rpc("getAllTasks", project_id=project.id, status_id=1)
    pk = int(task["id"])
    page.goto(f"/board/{project.id}/place?ids={pk}")
    page.get_by_label("Done").check()
    page.locator("main").get_by_role("button", name="Move").click()
    assert project.order("Done") == [pk]
    page.goto(f"/task/{pk}")
    page.locator("textarea[name=comment]").fill("A word")
    page.locator("form", has=page.locator("textarea[name=comment]")).get_by_role("button").last.click()
    expect(page.get_by_text("A word")).to_be_visible()
    page.goto(f"/board/{project.id}")
    page.locator("#filter").fill("title:nothing")
    page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.locator("[data-filtered]")).to_contain_text("0 of 1 tasks shown.")
    page.goto(f"/task/{pk}/close")
    page.locator("main").get_by_role("button", name=re.compile("Close")).click()
    assert site.rpc("getTask", task_id=pk)["is_active"] in (0, "0")
    page.goto(f"/task/{pk}")
    expect(page.locator("h1")).to_have_text(re.compile("Made without scripts"))


def test_61_sub_tasks_by_keyboard(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    field = page.locator("#subtasks textarea[name=title], #subtasks input[name=title]").first
    for title in ("One", "Two", "Three"):
        field = page.locator("#subtasks textarea[name=title], #subtasks input[name=title]").first
        field.focus()
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        expect(page.locator("#subtasks li", has_text=title).first).to_be_visible()
        expect(page.locator("#subtasks textarea[name=title], #subtasks input[name=title]").first).to_be_focused()
    assert titles(site, pk) == ["One", "Two", "Three"]
    third = page.locator("#subtasks li", has_text="Three").first
    third.get_by_role("button").first.focus()
    with page.expect_response(re.compile("movePosition")):
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#subtasks .subtask-title")).to_have_text(["One", "Three", "Two"])
    assert titles(site, pk) == ["One", "Three", "Two"]
    page.wait_for_function("() => document.activeElement.closest('li')?.textContent.includes('Three')")
    third.get_by_role("button", name=re.compile("tick")).focus()
    with page.expect_response(re.compile("subtask")):
        page.keyboard.press("Enter")
    expect(third.get_by_role("button", name=re.compile("Done"))).to_be_visible()
    states = {one["title"]: int(one["status"]) for one in site.rpc("getAllSubtasks", task_id=pk)}
    assert states == {"One": 0, "Three": 2, "Two": 0}


def test_sub_tasks_that_are_typed_faster_than_answers_come_are_all_added(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")

    def delay(route):
        # The answer itself is slow.
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/subtask/**", delay)
    page.locator("#subtask-line").focus()
    for title in ("One", "Two"):
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        # A second press of a hand that trembles adds nothing.
        page.keyboard.press("Enter")
    expect(page.locator("#subtasks li")).to_have_count(2)
    expect(page.locator("#subtask-line")).to_have_value("")
    expect(page.locator("#subtask-line")).to_be_focused()
    assert titles(site, pk) == ["One", "Two"]


def titles(site: Site, pk: int) -> list[str]:
    found = sorted(site.rpc("getAllSubtasks", task_id=pk), key=lambda one: int(one["position"]))
    return [one["title"] for one in found]


HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>"\'>{{7*7}}'


def is_hacked(page: Page) -> Any:
    # A picture that fails to load would run its script by now.
    page.wait_for_timeout(150)
    return page.evaluate("window.hacked")


def test_hostile_texts_stay_text_on_every_page(site):
    project = site.project(members=["ana"])
    site.rpc(
        "updateProject", project_id=project.id, name=HOSTILE, description=f"{HOSTILE} [x](javascript:window.hacked=1)"
    )
    column = site.rpc("addColumn", project_id=project.id, title=HOSTILE, description=HOSTILE)
    site.rpc("addSwimlane", project_id=project.id, name=HOSTILE, description=HOSTILE)
    category = site.rpc("createCategory", project_id=project.id, name=HOSTILE)
    pk = project.task(
        HOSTILE, description=HOSTILE, category_id=category, tags=[HOSTILE], reference="javascript:window.hacked=1"
    )
    other = project.task("Other")
    site.rpc("createSubtask", task_id=pk, title=HOSTILE, user_id=site.user("ana"))
    site.rpc("createComment", task_id=pk, user_id=site.user("ana"), content=f"{HOSTILE} <a href='javascript:1'>x</a>")
    site.rpc(
        "createExternalTaskLink", task_id=pk, url='https://example.org/"><script>', dependency="related", title=HOSTILE
    )
    site.rpc("createTaskLink", task_id=pk, opposite_task_id=other, link_id=1)
    drawing = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' onload='window.hacked=1'/>").decode()
    site.rpc("createTaskFile", project_id=project.id, task_id=pk, filename=f"{HOSTILE}.svg", blob=drawing)
    site.rpc("enableProjectPublicAccess", project_id=project.id)
    token = site.rpc("getProjectById", project_id=project.id)["token"]
    assert column
    page = site.open("/dashboard", "admin")
    for path in (
        "/dashboard", "/projects", f"/board/{project.id}", f"/list/{project.id}?show_subtasks=1", f"/task/{pk}",
        f"/project/{project.id}/overview", f"/project/{project.id}", f"/project/{project.id}/columns",
        f"/task/{pk}/edit",
        f"/project/{project.id}/swimlanes", f"/project/{project.id}/categories", f"/project/{project.id}/tags",
        f"/project/{project.id}/activity", f"/task/{pk}/activity", "/my-activity", f"/board/tooltip/{pk}/subtasks",
        f"/search?everywhere=1&search={HOSTILE[:9]}", f"/board/{project.id}?search={HOSTILE}", f"/public/board/{token}",
        f"/public/task/{pk}/{token}", f"/board/{project.id}/change/title?ids={pk}", f"/task/{pk}/file/1/show",
    ):  # fmt: skip
        page.goto(path)
        assert is_hacked(page) is None, path
        hrefs = page.locator("a[href]").evaluate_all("links => links.map(link => link.protocol)")
        assert "javascript:" not in hrefs, path


def test_hostile_files_are_downloads(site, project):
    pk = project.task()
    site.rpc("createTaskFile", project_id=project.id, task_id=pk, filename="a.html",
             blob="PHNjcmlwdD53aW5kb3cuaGFja2VkPTE8L3NjcmlwdD4=")  # fmt: skip
    (file,) = site.rpc("getAllTaskFiles", task_id=pk)
    page = site.open("/dashboard")
    for action in ("view", "show", "image", "thumbnail", "download"):
        answer = page.request.get(f"/task/{pk}/file/{file['id']}/{action}")
        kind = answer.headers["content-type"]
        harmless = "attachment" in answer.headers.get("content-disposition", "") or answer.status in (403, 404)
        assert harmless or b"<script>window.hacked" not in answer.body(), (action, kind)
        assert answer.headers["x-content-type-options"] == "nosniff"
