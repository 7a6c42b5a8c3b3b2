"""What hangs on a task goes at once and comes back by Undo; what a form sends twice is done once (ux.md 3.11, 3.16)."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.site import LAPTOP, PHONE, TOAST, Project


def toast(page: Page) -> Locator:
    return page.locator(TOAST).filter(visible=True)


def furnish(project: Project) -> int:
    """A task with a part of each kind, by ana."""
    site, pk = project.site, project.task("Paint")
    other = project.task("Other")
    ana = site.user("ana")
    site.rpc("createSubtask", task_id=pk, title="Tar")
    site.rpc("createSubtask", task_id=pk, title="Oil")
    site.rpc("createComment", task_id=pk, user_id=ana, content="first words")
    site.rpc("createTaskLink", task_id=pk, opposite_task_id=other, link_id=2)
    site.rpc("createExternalTaskLink", task_id=pk, url="https://example.org/a.pdf", dependency="related", title="Plan")
    blob = base64.b64encode(b"abc").decode()
    site.rpc("createTaskFile", project_id=project.id, task_id=pk, filename="a.txt", blob=blob)
    return pk


def subtask_menu(page: Page, title: str, name: str) -> None:
    page.locator(".subtask", has_text=title).locator("summary").click()
    page.locator(".subtask", has_text=title).get_by_role("link", name=name).click()


#: The part of the page, the text that goes, and how it is removed with the mouse.
PARTS = {
    "sub-task": ("#subtasks", "Tar", lambda page: subtask_menu(page, "Tar", "Remove")),
    "comment": (
        "#comments",
        "first words",
        lambda page: page.locator(".comment").get_by_role("link", name="Remove").click(),
    ),
    "link": ("#links", "Other", lambda page: page.get_by_role("link", name="Remove the link to").click()),
    "external link": (
        "#external-links",
        "Plan",
        lambda page: page.get_by_role("link", name="Remove the link Plan").click(),
    ),
    "file": ("#files", "a.txt", lambda page: page.locator(".file").get_by_role("link", name="Remove").click()),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_goes_at_once_and_comes_back(project, name):
    pk = furnish(project)
    where, words, remove = PARTS[name]
    page = project.site.open(f"/task/{pk}")
    part = page.locator(where).get_by_text(words).first
    expect(part).to_be_visible()
    remove(page)
    expect(toast(page)).to_contain_text("removed.")
    expect(part).to_have_count(0)
    expect(page.locator("dialog[open]")).to_have_count(0)
    toast(page).get_by_role("button", name="Undo").click()
    expect(toast(page)).to_contain_text("Undone:")
    expect(part).to_be_visible()


@pytest.mark.parametrize("name", PARTS)
def test_a_part_goes_and_comes_back_by_keys_in_the_panel(project, name):
    pk = furnish(project)
    where, words, _remove = PARTS[name]
    page = project.site.open(f"/board/{project.id}")
    page.locator(f"#card-{pk} .card-title").click()
    panel = page.locator("#panel")
    part = panel.locator(where).get_by_text(words).first
    expect(part).to_be_visible()
    if name == "sub-task":
        panel.locator(".subtask", has_text="Tar").locator("summary").press("Enter")
    panel.locator(where).get_by_role("link", name=re.compile("^ *Remove")).first.press("Enter")
    expect(toast(page)).to_contain_text("removed.")
    expect(part).to_have_count(0)
    expect(page.locator("body")).not_to_be_focused()
    page.keyboard.press("z")
    expect(part).to_be_visible()


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_a_subtask_becomes_a_task_and_is_a_subtask_again(project, size):
    pk = furnish(project)
    page = project.site.open(f"/task/{pk}", viewport=size)
    subtask_menu(page, "Tar", "Convert to task")
    expect(toast(page)).to_contain_text("made from the sub-task.")
    expect(page.locator("#subtasks")).not_to_contain_text("Tar")
    expect(page.locator("#links")).to_contain_text("Tar")
    toast(page).get_by_role("button", name="Undo").click()
    expect(page.locator("#subtasks")).to_contain_text("Tar")
    expect(page.locator("#links")).not_to_contain_text("Tar")


def test_changes_of_a_subtask_and_of_a_comment_are_taken_back(project):
    pk = furnish(project)
    page = project.site.open(f"/task/{pk}")
    subtask_menu(page, "Tar", "Edit")
    page.locator("#dialog input[name=title]").fill("Tar twice")
    page.locator("#dialog").get_by_role("button", name="Save").click()
    expect(page.locator("#subtasks")).to_contain_text("Tar twice")
    toast(page).get_by_role("button", name="Undo").click()
    expect(page.locator("#subtasks")).not_to_contain_text("Tar twice")
    page.locator("#subtasks").get_by_role("button", name="Tar: Todo, tick").click()
    expect(toast(page)).to_contain_text("“Tar” is done.")
    toast(page).get_by_role("button", name="Undo").click()
    expect(toast(page)).to_contain_text("Undone: “Tar” is done.")
    page.locator(".comment").get_by_role("link", name="Edit").click()
    page.locator("#dialog textarea").fill("other words")
    page.locator("#dialog").get_by_role("button", name="Save").click()
    expect(page.locator("#comments")).to_contain_text("other words")
    page.locator("#task-menu").focus()
    page.keyboard.press("z")
    expect(page.locator("#comments")).to_contain_text("first words")


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_a_file_of_the_project_comes_back(project, by):
    blob = base64.b64encode(b"abc").decode()
    project.site.rpc("createProjectFile", project_id=project.id, filename="plan.txt", blob=blob)
    page = project.site.open(f"/project/{project.id}/overview")
    remove = page.locator(".file").get_by_role("link", name="Remove")
    remove.click() if by == "mouse" else remove.press("Enter")
    expect(page.locator(".file")).to_have_count(0)
    expect(toast(page)).to_contain_text("“plan.txt” removed.")
    toast(page).get_by_role("button", name="Undo").click() if by == "mouse" else page.keyboard.press("z")
    expect(toast(page)).to_contain_text("Undone: “plan.txt” removed.")
    expect(page.locator(".file")).to_contain_text("plan.txt")


def test_without_scripts_a_removal_asks_and_its_message_offers_the_way_back(project):
    pk = furnish(project)
    page = project.site.open(f"/task/{pk}", java_script_enabled=False)
    page.locator(".comment").get_by_role("link", name="Remove").click()
    expect(page.locator("h1")).to_have_text("Remove comment")
    page.get_by_role("button", name="Remove comment").click()
    expect(page.locator("#comments")).not_to_contain_text("first words")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#comments")).to_contain_text("first words")


def lose_an_answer(page: Page) -> None:
    """What is sent first is done, and its answer is lost on the way."""
    lost = []

    def answer(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch(max_redirects=0))
        route.abort()

    page.route("**/*", answer)


#: What opens a dialog, the part that it is in, what is filled in, its button, and what lists what it makes.
DIALOGS = {
    "sub-task": ("#subtasks", "Add sub-tasks", ("title", "Tar"), "Add", "getAllSubtasks"),
    "link": ("#links", "Add internal link", ("opposite_task_id", "#{other}"), "Add link", "getAllTaskLinks"),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_what_a_dialog_sends_again_after_a_lost_answer_is_done_once(project, name):
    where, opener, (field, value), verb, listing = DIALOGS[name]
    pk, other = project.tasks(2)
    page = project.site.open(f"/task/{pk}")
    page.locator(where).get_by_role("link", name=opener).click()
    dialog = page.locator("#dialog")
    dialog.locator(f"[name={field}]").fill(value.format(other=other))
    lose_an_answer(page)
    dialog.get_by_role("button", name=verb, exact=True).click()
    expect(dialog.locator(".form-summary")).to_be_visible()
    dialog.get_by_role("button", name=verb, exact=True).click()
    expect(dialog).to_be_hidden()
    assert len(project.site.rpc(listing, task_id=pk)) == 1


def test_a_task_of_a_dialog_whose_answer_was_lost_is_made_once(project):
    page = project.site.open(f"/project/{project.id}/overview")
    page.keyboard.press("n")
    dialog = page.locator("#dialog")
    dialog.locator("[name=title]").fill("Only one")
    dialog.locator("[name=project_id]").select_option(str(project.id))
    lose_an_answer(page)
    dialog.locator("[name=title]").press("Control+Enter")
    expect(dialog.locator(".form-summary")).to_be_visible()
    dialog.locator("[name=title]").press("Control+Enter")
    expect(dialog).to_be_hidden()
    tasks = project.site.rpc("getAllTasks", project_id=project.id, status_id=1)
    assert [one["title"] for one in tasks] == ["Only one"]


def test_a_comment_sent_again_is_written_once_and_the_same_words_later_once_more(project):
    pk = project.task("Paint")
    page = project.site.open(f"/task/{pk}")
    field, button = page.locator("[data-comment] textarea"), page.locator("[data-comment]").get_by_role("button").last
    lose_an_answer(page)
    field.fill("same")
    field.press("Control+Enter")
    expect(page.locator(f"{TOAST}-error")).to_be_visible()
    field.press("Control+Enter")
    expect(page.locator(".comment")).to_have_count(1)
    expect(field).to_have_value("")
    field.fill("same")
    field.press("Control+Enter")
    expect(page.locator(".comment")).to_have_count(2)
    expect(button).to_be_enabled()


def test_what_was_typed_anew_after_a_lost_answer_is_not_lost(project):
    pk = project.task("Paint")
    page = project.site.open(f"/task/{pk}")
    field = page.locator("[data-comment] textarea")
    lose_an_answer(page)
    field.fill("first")
    field.press("Control+Enter")
    expect(page.locator(f"{TOAST}-error")).to_be_visible()
    field.fill("first, and more")
    field.press("Control+Enter")
    expect(page.locator(".comment", has_text="first, and more")).to_be_visible()
