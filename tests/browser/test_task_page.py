"""A task on its page and in the panel: two people at once, and editing in place (ux.md 3.15, 4)."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.site import Site, hear


def dialog(page: Page):
    return page.locator("#dialog")


def open_edit(site: Site, pk: int, user: str) -> Page:
    page = site.open(f"/task/{pk}", user)
    page.locator("#task").get_by_role("link", name="Edit", exact=True).first.click()
    expect(dialog(page).locator("[name=description]")).to_be_visible()
    return page


def save(page: Page) -> None:
    dialog(page).get_by_role("button", name="Save", exact=True).click()


def description(site: Site, pk: int) -> str:
    return site.rpc("getTask", task_id=pk)["description"]


def test_34_changes_of_different_lines_are_put_together(site, project):
    pk = project.task(description="one\ntwo\nthree")
    ana, bo = open_edit(site, pk, "ana"), open_edit(site, pk, "bo")
    dialog(ana).locator("[name=description]").fill("ONE\ntwo\nthree")
    save(ana)
    expect(ana.locator("#description")).to_contain_text("ONE")
    dialog(bo).locator("[name=description]").fill("one\ntwo\nTHREE")
    save(bo)
    expect(bo.locator(".toast")).to_contain_text("put together with the change of Ana")
    assert description(site, pk) == "ONE\ntwo\nTHREE"


def test_35_the_same_line_is_compared_and_nothing_is_lost(site, project):
    pk = project.task(description="one\ntwo")
    ana, bo = open_edit(site, pk, "ana"), open_edit(site, pk, "bo")
    dialog(ana).locator("[name=description]").fill("one\nfrom Ana")
    save(ana)
    expect(dialog(ana)).to_be_hidden()
    dialog(bo).locator("[name=description]").fill("one\nfrom Bo")
    save(bo)
    expect(dialog(bo).locator("mark")).to_have_text(["from Bo", "from Ana"])
    expect(dialog(bo).locator("[name=description]")).to_have_value("one\nfrom Bo")
    assert description(site, pk) == "one\nfrom Ana"
    bo.keyboard.press("Escape")
    bo.reload()
    bo.locator("#task").get_by_role("link", name="Edit", exact=True).first.click()
    dialog(bo).get_by_role("button", name="Restore").click()
    save(bo)
    dialog(bo).get_by_role("button", name="Use both").click()
    save(bo)
    expect(dialog(bo)).to_be_hidden()
    assert description(site, pk) == "one\nfrom Bo\nfrom Ana"


def test_36_two_people_change_different_fields(site, project):
    pk = project.task()
    ana, bo = open_edit(site, pk, "ana"), open_edit(site, pk, "bo")
    dialog(ana).locator("[name=priority]").select_option("2")
    save(ana)
    expect(dialog(ana)).to_be_hidden()
    dialog(bo).locator("[name=date_due]").fill("2030-12-31")
    save(bo)
    expect(dialog(bo)).to_be_hidden()
    task = site.rpc("getTask", task_id=pk)
    assert (int(task["priority"]), bool(int(task["date_due"]))) == (2, True)


def test_a_clash_is_solved_without_scripts(site, project):
    pk = project.task(description="one\ntwo")
    page = site.open(f"/task/{pk}/edit", java_script_enabled=False)
    page.locator("[name=description]").fill("one\nmine")
    site.rpc("updateTask", id=pk, description="one\ntheirs")
    page.locator("main").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("mark")).to_have_text(["mine", "theirs"])
    expect(page.get_by_role("button", name="Use both")).to_be_hidden()
    page.locator("[name=description]").fill("one\nmine and theirs")
    page.locator("main").get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/task/{pk}$"))
    assert description(site, pk) == "one\nmine and theirs"


def title(page: Page):
    return page.locator("h1 [role=button], #panel h2 [role=button]")


def test_29_the_title_is_edited_where_it_stands(site, project):
    pk = project.task("Paint")
    page = site.open(f"/task/{pk}")
    page.evaluate("window.stays = true")
    title(page).click()
    area = page.get_by_role("textbox", name="Title")
    expect(area).to_be_focused()
    area.fill("Something else")
    page.keyboard.press("Escape")
    expect(title(page)).to_have_text("Paint")
    expect(title(page)).to_be_focused()
    page.keyboard.press("Enter")
    area.fill("Varnish")
    page.keyboard.press("Enter")
    expect(title(page)).to_have_text("Varnish")
    expect(page).to_have_title(re.compile(f"#{pk} Varnish"))
    assert site.rpc("getTask", task_id=pk)["title"] == "Varnish"
    title(page).click()
    area.fill("Left by a click elsewhere")
    page.locator("#description-title").click()
    expect(title(page)).to_have_text("Left by a click elsewhere")
    assert page.evaluate("window.stays")


def test_a_refused_title_stays_open_with_its_reason(site, project):
    page = site.open(f"/task/{project.task('Paint')}")
    title(page).click()
    page.get_by_role("textbox", name="Title").fill(" ")
    page.keyboard.press("Enter")
    expect(page.locator("#title-error")).not_to_be_empty()
    expect(page.get_by_role("textbox", name="Title")).to_be_focused()


def test_selecting_words_of_a_title_does_not_edit_it(site, project):
    page = site.open(f"/task/{project.task('Paint the boat')}")
    box = title(page).bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().length") > 0
    expect(page.get_by_role("textbox", name="Title")).to_have_count(0)


def test_the_title_is_edited_in_the_panel_and_the_card_follows(site, project):
    pk = project.task("Paint")
    page = site.open(project.board)
    page.locator(f"#card-{pk} .card-title").click()
    title(page).click()
    page.get_by_role("textbox", name="Title").fill("Varnish")
    page.keyboard.press("Enter")
    expect(page.locator(f"#card-{pk} .card-title")).to_have_text("Varnish")
    expect(page.locator("#panel")).to_be_visible()


def test_the_description_is_edited_where_it_stands(site, project):
    pk = project.task(description="Old words")
    page = site.open(f"/task/{pk}")
    edit = page.get_by_role("link", name="Edit the description")
    edit.click()
    area = page.get_by_role("textbox", name="Description")
    expect(area).to_be_focused()
    area.fill("Half of the new")
    page.keyboard.press("Escape")
    expect(area).to_be_hidden()
    expect(edit).to_be_focused()
    expect(page.locator("#description .markdown")).to_have_text("Old words")
    page.locator("#description").get_by_role("button", name="Restore").click()
    expect(area).to_have_value("Half of the new")
    area.fill("New **words**")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#description strong")).to_have_text("words")
    expect(page.locator("[data-draft-line]")).to_have_count(0)
    assert description(site, pk) == "New **words**"


def test_a_clash_in_place_opens_the_comparison(site, project):
    pk = project.task(description="one\ntwo")
    page = site.open(f"/task/{pk}")
    page.get_by_role("link", name="Edit the description").click()
    page.get_by_role("textbox", name="Description").fill("one\nmine")
    site.rpc("updateTask", id=pk, description="one\ntheirs")
    page.keyboard.press("Control+Enter")
    expect(dialog(page).locator("mark")).to_have_text(["mine", "theirs"])
    dialog(page).get_by_role("button", name="Use both").click()
    save(page)
    expect(page.locator("#description .markdown")).to_contain_text("mine")
    assert description(site, pk) == "one\nmine\ntheirs"


def test_the_first_words_are_added_where_they_come_to_stand(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    page.get_by_role("link", name="Add a description").click()
    page.get_by_role("textbox", name="Description").fill("Words")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#description .markdown")).to_have_text("Words")


def test_48_a_tick_changes_its_line_only(site, project):
    pk = project.task(description="List:\n\n- [ ] a\n- [ ] b")
    page = site.open(f"/task/{pk}")
    box = page.get_by_role("checkbox", name="b")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert description(site, pk) == "List:\n\n- [ ] a\n- [x] b"
    page.goto(f"/task/{pk}?show=everything")
    expect(page.locator(".happened").filter(has_text="description")).to_have_count(1)


def test_a_tick_works_without_scripts(site, project):
    pk = project.task(description="- [ ] a")
    page = site.open(f"/task/{pk}", java_script_enabled=False)
    page.get_by_role("checkbox", name="a").click()
    expect(page.get_by_role("checkbox", name="a")).to_be_checked()
    expect(page.get_by_text(f"Line of #{pk} ticked.")).to_be_visible()


def test_everything_that_happened_is_shown_in_place(site, project):
    pk = project.task()
    site.rpc("createComment", task_id=pk, user_id=site.user("bo"), content="A word")
    page = site.open(f"/task/{pk}")
    page.get_by_role("button", name="Assign to me").click()
    expect(page.locator(".facts")).to_contain_text("Ana")
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="Everything").click()
    expect(page.locator(".happened")).to_contain_text(f"gave task #{pk} to Ana")
    expect(page.locator(".comment")).to_contain_text("A word")
    expect(page).to_have_url(re.compile(r"\?show=everything"))
    assert page.evaluate("window.stays")
    page.reload()
    expect(page.locator(".happened").first).to_be_visible()
    page.get_by_role("link", name="Comments", exact=True).click()
    expect(page.locator(".happened")).to_have_count(0)


def test_an_empty_field_is_added(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    page.get_by_text("Add field").click()
    page.get_by_role("link", name="Complexity").click()
    dialog(page).locator("[name=score]").fill("5")
    save(page)
    expect(page.get_by_role("link", name="Change complexity")).to_be_visible()
    assert int(site.rpc("getTask", task_id=pk)["score"]) == 5


def test_what_others_write_shows_on_the_page(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    expect(page.locator("#comments")).to_be_visible()
    hear(page)
    site.rpc("createComment", task_id=pk, user_id=site.user("bo"), content="From Bo")
    expect(page.locator(".comment")).to_contain_text("From Bo", timeout=2_000)
    site.rpc("updateTask", id=pk, title="Varnish")
    expect(page.locator("h1")).to_have_text("Varnish", timeout=2_000)
    site.rpc("removeTask", task_id=pk)
    expect(page.locator("#task .notice")).to_contain_text("not there any more", timeout=2_000)


def test_an_older_reading_does_not_replace_a_newer_one(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    page.context.route("**/live/**", lambda route: route.abort())
    page.reload()
    late = []
    answers = []

    def keep(route):
        if late:
            route.continue_()
            return
        late.append(route)
        answers.append(route.fetch())

    page.route(f"**/task/{pk}", keep)
    line = page.locator("#subtask-line")
    line.fill("Sand")
    with page.expect_request(f"**/task/{pk}"):
        line.press("Enter")
    page.locator("[data-comment] textarea").fill("Two coats")
    page.locator("[data-comment] textarea").press("Control+Enter")
    expect(page.locator(".comment")).to_contain_text("Two coats")
    with page.expect_response(f"**/task/{pk}"):
        late[0].fulfill(response=answers[0])
    expect(page.locator("#subtask-line")).to_have_value("")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(page.locator(".comment")).to_contain_text("Two coats")


def test_the_task_beside_a_list_is_live_too(site, project):
    pk = project.task()
    page = site.open(f"/list/{project.id}")
    page.locator(f".list-row[data-task-id='{pk}'] .task-row-title").click()
    expect(page.locator("#panel")).to_be_visible()
    site.rpc("createComment", task_id=pk, user_id=site.user("bo"), content="From Bo")
    expect(page.locator("#panel .comment")).to_contain_text("From Bo", timeout=2_000)


def test_nobody_overwrites_a_title_unawares(site, project):
    pk = project.task("dry yeast")
    page = site.open(f"/board/{project.id}")
    page.locator(f"#card-{pk} .card-title").click()
    title(page).click()
    page.get_by_role("textbox", name="Title").fill("d yeast")
    bo = site.open(f"/task/{pk}", "bo")
    title(bo).click()
    bo.get_by_role("textbox", name="Title").fill("d yeast REMOTE")
    bo.keyboard.press("Enter")
    expect(title(bo)).to_have_text("d yeast REMOTE")
    page.keyboard.press("Enter")
    toast = page.locator(".toast").filter(has_text="Bo had set “d yeast REMOTE” meanwhile; it is “d yeast” now.")
    expect(toast).to_be_visible()
    toast.get_by_role("button", name="Undo").click()
    expect(title(page)).to_have_text("d yeast REMOTE")


def test_a_wrong_date_is_told_beside_the_field_and_human_ones_are_understood(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    page.keyboard.press("d")
    field = dialog(page).get_by_role("textbox", name="Due date")
    field.fill("soonish")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(dialog(page).get_by_text(re.compile("Write it like"))).to_have_count(1)
    field.fill("31.12.2030")
    page.keyboard.press("Enter")
    expect(page.locator(".facts")).to_contain_text("31 Dec 2030")


def test_below_a_date_stands_what_is_understood(site, project):
    pk = project.task()
    page = site.open(f"/task/{pk}")
    page.keyboard.press("d")
    field, line = dialog(page).get_by_role("textbox", name="Due date"), dialog(page).locator(".understood")
    expect(line).to_have_attribute("role", "status")
    expect(line).to_be_empty()
    field.press_sequentially("25 dec 2030")
    expect(line).to_have_text("Wed 25 Dec 2030")
    field.press_sequentially(" 14:00")
    expect(line).to_have_text("Wed 25 Dec 2030, 14:00")
    field.press_sequentially(" or so")
    expect(line).to_be_empty()
    field.fill("25 декабря 2030")
    expect(line).to_have_text("Wed 25 Dec 2030")
    page.keyboard.press("Enter")
    expect(page.locator(".facts")).to_contain_text("25 Dec 2030")


def test_words_for_a_date_need_no_scripts(site, project):
    pk = project.task()
    page = site.open(f"/board/{project.id}/change/date_due?ids={pk}", java_script_enabled=False)
    page.get_by_role("textbox", name="Due date").fill("25 декабря 2030")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"/task/{pk}")
    expect(page.locator(".facts")).to_contain_text("25 Dec 2030")


def test_one_long_word_breaks(site, project):
    pk, other = project.task("w" * 240, description="d" * 300), project.task("o" * 240)
    site.rpc("createTaskLink", task_id=pk, opposite_task_id=other, link_id=1)
    site.rpc("createSubtask", task_id=pk, title="s" * 200)
    site.rpc("createComment", task_id=pk, user_id=site.user("bo"), content="c" * 300)
    site.rpc("setTaskTags", project_id=project.id, task_id=pk, tags=["t" * 60])
    site.rpc("addColumn", project_id=project.id, title="a" * 180)
    page = site.open(project.board)
    page.locator(f"#card-{pk} .card-title").click()
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate("(panel => panel.scrollWidth <= panel.clientWidth)(document.getElementById('panel'))")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for path in (f"/task/{pk}", f"/task/{pk}/activity", f"/task/{pk}/edit", f"/list/{project.id}", "/dashboard"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_words_of_arabic_run_from_right_to_left(site, project):
    pk = project.task("مرحبا 12!", description="مرحبا 12!")
    page = site.open(f"/task/{pk}")
    for selector in ("#title-edit", "#description .markdown p"):
        # The exclamation mark ends the words: on their left.
        ends = page.locator(selector).evaluate(
            """(element) => {
              const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
              const edge = (at) => {
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left;
              };
              return [edge(0), edge(text.data.trimEnd().length - 1)];
            }"""
        )
        assert ends[1] < ends[0]


def test_paper_shows_the_task_and_no_tools(site, project):
    pk = project.task("Paint", description="- [x] a", owner_id=site.user("bo"))
    site.rpc("createComment", task_id=pk, user_id=site.user("bo"), content="A word")
    page = site.open(f"/task/{pk}")
    page.emulate_media(media="print")
    for words in ("Paint", "A word"):
        expect(page.locator("#main").get_by_text(words, exact=True)).to_be_visible()
    expect(page.locator(".facts .person")).to_be_visible()
    expect(page.locator("#description .tick")).to_be_visible()
    for control in page.locator(
        "#main :is(textarea, input, button:not(.tick), a.button, a.icon-button, summary)"
    ).all():
        expect(control).to_be_hidden()


def test_boxes_of_an_own_comment_are_ticked(site, project):
    pk = project.task()
    for who in ("ana", "bo"):
        site.rpc("createComment", task_id=pk, user_id=site.user(who), content=f"- [ ] sand {who}")
    page = site.open(f"/task/{pk}")
    expect(page.get_by_role("img", name="To do")).to_have_count(1)
    box = page.get_by_role("checkbox", name="sand ana")
    box.click()
    expect(box).to_have_attribute("aria-checked", "true")
    assert [one["comment"] for one in site.rpc("getAllComments", task_id=pk)] == ["- [x] sand ana", "- [ ] sand bo"]


def test_a_link_to_a_task_says_which_one_it_is(site, project):
    other = project.task("Tar the hull", column="Ready", owner_id=site.user("bo"))
    site.rpc("closeTask", task_id=other)
    pk = project.task("Paint", description=f"after #{other}")
    page = site.open(f"/task/{pk}")
    link = page.locator(".markdown").get_by_role("link", name=f"#{other}").first
    link.hover()
    peek = page.get_by_role("tooltip")
    expect(peek).to_contain_text("Tar the hull")
    expect(peek).to_contain_text("Closed")
    expect(peek).to_contain_text("› Ready")
    expect(peek).to_contain_text("Bo")
    expect(link).to_have_css("text-decoration-line", "line-through")
    page.keyboard.press("Escape")
    expect(peek).to_have_count(0)
    page.mouse.move(0, 0)
    link.focus()
    expect(peek).to_be_visible()
