"""What scripts ask for after a change."""

from __future__ import annotations

from typing import Any

from boards.actors import APPLICATION
from boards.models import Change
from boards.services.columns import update_column
from tests.web.board.asking import move


class TestChanges:
    def changes(self, world: Any, since: int, who: str = "member", search: str = "status:open") -> Any:
        return world.client(who).get(f"/board/{world.project.pk}/changes", {"since": since, "search": search})

    def revision(self) -> int:
        return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def test_nothing_new_is_an_empty_answer(self, world):
        world.task()
        assert self.changes(world, self.revision()).status_code == 204

    def test_a_moved_card_comes_alone_with_the_order_of_its_cell(self, world):
        a, b = world.task("a"), world.task("b", column="Done")
        since = self.revision()
        move(world, "manager", [a.pk], "Done")
        answer = self.changes(world, since).json()
        assert [card["id"] for card in answer["cards"]] == [a.pk]
        assert answer["order"] == {f"{world.columns['Done'].pk}-{world.swimlane.pk}": [b.pk, a.pk]}
        assert answer["counts"]["columns"][str(world.columns["Done"].pk)]["words"] == "2"
        assert answer["counts"]["columns"][str(world.columns["Done"].pk)]["figures"] == "2"
        assert answer["news"] == [{"task": a.pk, "sentence": f"Manager moved task {a.pk} to “Done”."}]

    def test_a_card_that_no_longer_matches_is_gone(self, world):
        task = world.task("a")
        since = self.revision()
        world.manager.post(f"/board/{world.project.pk}/close?ids={task.pk}")
        assert self.changes(world, since).json()["gone"] == [task.pk]

    def test_another_order_of_columns_asks_for_a_reload(self, world):
        since = self.revision()
        update_column(actor=APPLICATION, column=world.columns["Done"], title="Finished", task_limit=0, description="")
        assert self.changes(world, since).json()["reload"] is True

    def test_outsiders_hear_nothing(self, world):
        world.task()
        assert self.changes(world, 0, who="outsider").status_code == 403
