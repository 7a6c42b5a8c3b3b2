"""What people do all day, through the dialogs and forms as they are (web.md 5 to 7)."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def dialog(page: Page):
    return page.locator("#dialog")


def press(page: Page, name: str) -> None:
    dialog(page).get_by_role("button", name=name, exact=True).click()


def test_a_project_is_made_and_its_board_is_set_up(site):
    page = site.open("/projects", "admin")
    page.get_by_role("link", name="New project", exact=True).click()
    dialog(page).locator("[name=name]").fill("Shipyard")
    dialog(page).get_by_role("button").filter(has_text=re.compile("Create|Make|Add")).click()
    page.wait_for_url(re.compile(r"/board/\d+"))
    page.goto(page.url.replace("/board/", "/project/"))
    page.get_by_role("link", name="Columns").click()
    page.get_by_role("link", name="Add column").click()
    dialog(page).locator("[name=title]").fill("Painting")
    dialog(page).get_by_role("button").filter(has_text="Add").click()
    expect(page.locator(".rows-name").last).to_have_text("Painting")
    page.get_by_role("button", name=re.compile("Move Painting up|Painting.*up|up.*Painting", re.IGNORECASE)).click()
    expect(page.locator(".rows-name").nth(3)).to_have_text("Painting")
    page.get_by_role("link", name="Remove Painting").click()
    dialog(page).get_by_role("button").filter(has_text="Remove").click()
    expect(page.locator(".rows-name")).to_have_count(4)


def test_a_task_is_made_edited_and_removed_in_dialogs(site, project):
    page = site.open(project.board)
    page.locator(".head details summary").first.click()
    page.get_by_role("link", name="Add task", exact=True).first.click()
    dialog(page).locator("[name=title]").fill("Paint the hull")
    dialog(page).locator("[name=description]").fill("Two **coats**")
    dialog(page).get_by_role("button", name="Preview").click()
    expect(dialog(page).locator(".editor-preview strong")).to_have_text("coats")
    page.keyboard.press("Control+Enter")
    card = page.locator(".card-title", has_text="Paint the hull")
    expect(card).to_be_visible()
    card.click()
    panel = page.locator("#panel")
    panel.get_by_role("link", name="Edit", exact=True).first.click()
    dialog(page).locator("[name=title]").fill("Paint the deck")
    press(page, "Save")
    expect(panel.locator("h2").first).to_have_text(re.compile("Paint the deck"))
    panel.locator("summary[aria-label='More actions']").click()
    panel.get_by_role("link", name="Duplicate", exact=True).click()
    expect(page.locator(".card-title")).to_have_count(2)
    page.get_by_role("button", name="View", exact=True).click()
    expect(page.locator("h1")).to_have_text(re.compile("Paint the deck"))
    assert len(site.rpc("getAllTasks", project_id=project.id, status_id=1)) == 2
    page.locator("summary[aria-label='More actions']").click()
    page.get_by_role("link", name="Remove", exact=True).click()
    dialog(page).get_by_role("button", name=re.compile("Remove")).click()
    page.wait_for_url(re.compile(project.board))
    expect(page.locator(".card-title")).to_have_count(1)


def test_comments_are_written_changed_and_removed(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    area = page.locator("[data-comment] textarea")
    area.click()
    page.keyboard.type("Ask @b")
    page.get_by_role("option", name=re.compile("bo")).click()
    expect(area).to_have_value(re.compile("@bo"))
    page.get_by_role("button", name="Add comment").click()
    expect(page.locator(".comment")).to_have_count(1)
    expect(page.locator(".comment .user-mention-link")).to_have_text("@bo")
    page.locator(".comment").get_by_role("link", name=re.compile("Edit")).click()
    dialog(page).locator("textarea").fill("Never mind")
    press(page, "Save")
    expect(page.locator(".comment")).to_contain_text("Never mind")
    page.locator(".comment").get_by_role("link", name=re.compile("Remove")).click()
    expect(page.locator(".comment")).to_have_count(0)


def test_files_are_chosen_and_dropped(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    page.get_by_role("link", name="Attach files").first.click()
    dialog(page).locator("input[type=file]").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"words"}
    )
    dialog(page).get_by_role("button").filter(has_text=re.compile("Attach|Upload")).click()
    expect(page.locator(".messages, .toast").filter(has_text="1 file attached.")).to_be_visible()
    expect(page.locator(".file", has_text="plan.txt")).to_be_visible()
    page.locator("[data-drop]").evaluate(
        """zone => { const data = new DataTransfer();
            data.items.add(new File(["more"], "dropped.txt", {type: "text/plain"}));
            for (const name of ["dragenter", "dragover", "drop"])
                zone.dispatchEvent(new DragEvent(name, {dataTransfer: data, bubbles: true, cancelable: true})); }"""
    )
    expect(page.locator(".file", has_text="dropped.txt")).to_be_visible()
    assert len(site.rpc("getAllTaskFiles", task_id=pk)) == 2


def test_a_timer_runs_and_is_shown_in_the_header(site, project):
    pk = project.task()
    site.rpc("createSubtask", task_id=pk, title="Sand", user_id=site.user("ana"))
    page = site.open(f"/task/{pk}")
    page.get_by_role("button", name="Start the timer of Sand").click()
    expect(page.get_by_role("button", name="Stop the timer of Sand")).to_be_focused()
    expect(page.locator(".running")).to_contain_text("0:00 Sand")
    expect(page.locator(".subtask [data-since]")).to_have_text("0:00")
    page.goto("/dashboard")
    expect(page.locator(".running")).to_contain_text("Sand")
    page.locator(".running").get_by_role("button", name="Stop").click()
    expect(page.locator(".running")).to_have_count(0)
    expect(page).to_have_url(re.compile("/dashboard$"))


def test_a_second_timer_is_asked_for_and_stops_the_first(site, project):
    pk = project.task()
    for title in ("Sand", "Paint"):
        site.rpc("createSubtask", task_id=pk, title=title, user_id=site.user("ana"))
    page = site.open(project.board)
    page.locator(f"#card-{pk} .card-title").click()
    page.get_by_role("button", name="Start the timer of Sand").click()
    expect(page.locator(".running")).to_contain_text("Sand")
    page.get_by_role("button", name="Start the timer of Paint").click()
    expect(dialog(page)).to_contain_text("“Sand”")
    expect(page.get_by_role("button", name="Start the timer of Paint")).to_be_visible()
    dialog(page).get_by_role("button", name="Stop it and start this one").click()
    expect(page.locator(".running")).to_contain_text("Paint")
    expect(page.get_by_role("button", name="Start the timer of Sand")).to_be_visible()
    expect(page.get_by_role("button", name="Stop the timer of Paint")).to_be_focused()


def test_a_tick_makes_a_sub_task_done_and_starts_no_timer(site, project):
    pk = project.task()
    site.rpc("createSubtask", task_id=pk, title="Sand", user_id=site.user("bo"))
    page = site.open(f"/task/{pk}")
    page.get_by_role("button", name="Sand: Todo, tick").click()
    box = page.get_by_role("button", name="Sand: Done, take the tick away")
    expect(box).to_be_focused()
    box.click()
    expect(page.get_by_role("button", name="Sand: Todo, tick")).to_be_visible()
    page.locator(".subtask .menu summary").click()
    page.get_by_role("button", name="In progress", exact=True).click()
    expect(page.get_by_role("button", name="Sand: In progress, tick")).to_be_visible()
    bo = site.open("/dashboard", "bo")
    expect(bo.locator("main")).to_be_visible()
    expect(bo.locator(".running")).to_have_count(0)


def test_a_task_is_linked_by_words_of_a_title(site, project):
    pk, other = project.task("Here"), project.task("Buy varnish")
    page = site.open(f"/task/{pk}")
    page.get_by_role("link", name="Add internal link").first.click()
    field = dialog(page).locator("[name=opposite_task_id]")
    field.click()
    page.keyboard.type("varn")
    page.get_by_role("option", name=re.compile("Buy varnish")).first.click()
    dialog(page).get_by_role("button", name="Add link").click()
    expect(page.locator("#links")).to_contain_text(f"#{other}")


def test_a_tick_on_my_work_can_be_taken_back(site, project):
    pk = project.task("Tick me off", owner_id=site.user("ana"))
    page = site.open("/dashboard")
    page.get_by_role("button", name=f"Close #{pk} Tick me off").click()
    expect(page.locator(f"[data-task-id='{pk}']")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"[data-task-id='{pk}']")).not_to_have_count(0)
    assert site.rpc("getTask", task_id=pk)["is_active"] in (1, "1")


def test_a_field_is_changed_on_the_page_of_a_task(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    page.get_by_role("link", name="Change Assignee").click()
    dialog(page).get_by_role("radio", name="Bo").click()
    expect(page.locator(".facts")).to_contain_text("Bo")
    assert int(site.rpc("getTask", task_id=pk)["owner_id"]) == site.user("bo")


def test_a_filter_is_saved_and_used(site, project):
    project.task("Alder", priority=3)
    project.task("Birch")
    page = site.open(f"{project.board}?search=priority:3")
    page.locator(".filter details summary").click()
    page.get_by_role("link", name="Save this filter").click()
    dialog(page).locator("[name=name]").fill("Urgent")
    dialog(page).get_by_role("button").filter(has_text=re.compile("Save|Add")).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".card")).to_have_count(1)
    page.goto(f"{project.board}?search=")
    expect(page.locator(".card")).to_have_count(2)
    page.locator(".filter details summary").click()
    page.get_by_role("link", name="Urgent").click()
    expect(page.locator(".card")).to_have_count(1)


def test_sessions_are_ended_from_another_browser(site):
    site.user("gus")
    first = site.browser.new_context(base_url=site.url)
    site.contexts.append(first)
    other = first.new_page()
    other.goto("/login")
    other.locator("[name=username]").fill("gus")
    other.locator("[name=password]").fill("secret-pw")
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.wait_for_url("**/dashboard")
    first.clear_cookies(name="KB_RM")
    page = site.open(f"/user/show/{site.user('gus')}/sessions", "gus")
    page.get_by_role("link", name=re.compile("^End")).first.click()
    press(page, "End session")
    expect(page.locator(".toast, .messages").filter(has_text="Session ended.")).to_be_visible()
    other.goto("/dashboard")
    expect(other).to_have_url(re.compile("/login"))
