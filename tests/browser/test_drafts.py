"""Texts that are not saved yet come back (ux.md 4.3)."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def dialog(page: Page):
    return page.locator("#dialog")


def drafts(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft '))")


def kept(page: Page, n: int) -> None:
    page.wait_for_function("n => Object.keys(localStorage).filter(k => k.startsWith('draft ')).length === n", arg=n)


def open_new(page: Page) -> None:
    page.locator(".head details summary").first.click()
    page.get_by_role("link", name="Add task", exact=True).first.click()
    expect(dialog(page).locator("[name=title]")).to_be_visible()


def test_42_the_text_of_a_new_task_outlives_escape(site, project):
    page = site.open(project.board)
    open_new(page)
    dialog(page).locator("[name=title]").fill("Varnish")
    dialog(page).locator("[name=description]").fill("Two coats, **thin**")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(page.locator(".toast")).to_contain_text("Draft kept.")
    page.reload()
    open_new(page)
    expect(dialog(page).locator("[name=title]")).to_have_value("Varnish")
    expect(dialog(page).locator("[name=description]")).to_have_value("Two coats, **thin**")
    expect(dialog(page).locator("[data-draft-line]")).to_contain_text(re.compile(r"^Draft of \d"))
    dialog(page).get_by_role("button", name="Add task").click()
    expect(page.locator(".card-title", has_text="Varnish")).to_be_visible()
    assert drafts(page) == []
    open_new(page)
    expect(dialog(page).locator("[name=title]")).to_have_value("")
    expect(dialog(page).locator("[data-draft-line]")).to_have_count(0)


def test_a_discarded_text_is_gone(site, project):
    page = site.open(project.board)
    open_new(page)
    dialog(page).locator("[name=title]").fill("Varnish")
    dialog(page).get_by_role("link", name="Cancel").click()
    open_new(page)
    dialog(page).get_by_role("button", name="Discard").click()
    expect(dialog(page).locator("[name=title]")).to_have_value("")
    expect(dialog(page).locator("[data-draft-line]")).to_have_count(0)
    assert drafts(page) == []


def test_43_a_half_written_comment_is_offered_again(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    area = page.locator("[data-comment] textarea")
    area.fill("Half of a thought")
    kept(page, 1)
    page.reload()
    other = page.context.new_page()
    other.goto("/dashboard")
    page.bring_to_front()
    expect(area).to_have_value("")
    expect(page.locator("[data-draft-line]")).to_contain_text(re.compile(r"^Unsaved text of \d"))
    page.get_by_role("button", name="Restore").click()
    expect(area).to_have_value("Half of a thought")
    expect(area).to_be_focused()
    page.get_by_role("button", name="Add comment").click()
    expect(page.locator(".comment")).to_contain_text("Half of a thought")
    expect(page.locator("[data-draft-line]")).to_have_count(0)
    assert drafts(page) == []


def test_what_is_written_instead_does_not_replace_an_offered_text(site, project):
    page = site.open(f"/task/{project.task()}")
    area = page.locator("[data-comment] textarea")
    area.fill("First")
    kept(page, 1)
    page.reload()
    area.fill("Second")
    page.reload()
    page.get_by_role("button", name="Restore").click()
    expect(area).to_have_value("First\n\nSecond")


def test_a_reply_and_the_comment_below_have_drafts_of_their_own(site, project):
    pk = project.task()
    site.rpc("createComment", task_id=pk, user_id=site.user("bo"), content="What now?")
    page = site.open(f"/task/{pk}")
    page.get_by_role("link", name="Reply").click()
    area = dialog(page).locator("textarea")
    expect(area).to_have_value(re.compile("> What now"))
    area.press("Control+End")
    page.keyboard.type("Paint it")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(page.locator("#comments [data-draft-line]")).to_have_count(0)
    page.get_by_role("link", name="Reply").click()
    dialog(page).get_by_role("button", name="Restore").click()
    expect(area).to_have_value(re.compile("Paint it$"))


def test_a_restored_description_keeps_the_base_that_it_was_written_on(site, project):
    pk = project.task(description="one\ntwo\nthree")
    page = site.open(f"/task/{pk}/edit")
    page.locator("[name=description]").fill("one\ntwo\nthree and a half")
    kept(page, 1)
    site.rpc("updateTask", id=pk, description="ONE\ntwo\nthree")
    page.reload()
    page.get_by_role("button", name="Restore").click()
    page.locator("main").get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(rf"/task/{pk}$"))
    assert site.rpc("getTask", task_id=pk)["description"] == "ONE\ntwo\nthree and a half"
    kept(page, 0)


def test_a_refused_form_keeps_its_draft(site, project):
    pk = project.task(description="one")
    page = site.open(f"/task/{pk}/edit")
    page.locator("[name=description]").fill("two")
    page.locator("[name=score]").fill("1.5")
    page.locator("main").get_by_role("button", name="Save").click()
    expect(page.locator(".form-summary")).to_be_visible()
    assert len(drafts(page)) == 1
    page.goto(f"/task/{pk}/edit")
    expect(page.locator("[data-draft-line]")).to_be_visible()


def test_signing_out_asks_and_then_leaves_nothing(site):
    site.user("lea")
    project = site.project(members=["lea"])
    one, two = project.tasks(2)
    page = site.open(f"/task/{one}", "lea")
    page.locator("[data-comment] textarea").fill("One")
    kept(page, 1)
    page.goto(f"/task/{two}")
    page.locator("[data-comment] textarea").fill("Two")
    kept(page, 2)
    page.goto(project.board)
    page.get_by_role("link", name="Add a task to Backlog").click()
    page.locator(".quick-add textarea").fill("Three")
    page.keyboard.press("Escape")
    kept(page, 3)
    del site.states["lea"]  # its session ends here

    def leave() -> None:
        page.locator("summary[aria-label='Account of Lea']").click()
        page.get_by_role("button", name="Sign out").click()

    leave()
    question = page.get_by_role("dialog", name="Sign out")
    expect(question).to_contain_text("You have 3 unsaved texts.")
    question.get_by_role("button", name="Stay").click()
    assert len(drafts(page)) == 3
    page.keyboard.press("Escape")
    page.reload()
    leave()
    question.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("/login"))
    assert drafts(page) == []


def test_a_line_of_the_board_is_kept_for_its_person_until_it_is_a_card(site, project):
    page = site.open(project.board)
    page.get_by_role("link", name="Add a task to Backlog").click()
    line = page.locator(".quick-add textarea")
    line.fill("Half a line")
    line.press("Escape")
    (key,) = drafts(page)
    assert key.startswith(f"draft {site.user('ana')} {project.board}/add cell-")
    page.reload()
    page.get_by_role("link", name="Add a task to Backlog").click()
    expect(line).to_have_value("Half a line")
    line.press("Enter")
    expect(page.locator(".card-title", has_text="Half a line")).to_be_visible()
    assert drafts(page) == []


def test_drafts_of_another_person_are_not_shown(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    page.evaluate(
        f"localStorage.setItem('draft 999999 /task/{pk}/comment/save comment',"
        " JSON.stringify({text: 'secret', at: Date.now()}))"
    )
    page.reload()
    expect(page.locator("[data-comment] textarea")).to_be_visible()
    expect(page.locator("[data-draft-line]")).to_have_count(0)
