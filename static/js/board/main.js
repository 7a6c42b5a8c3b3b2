// The board: what was rendered works without this; here it comes alive.
import { bindAddress, follow } from "./address.js";
import { bindDragging } from "./drag.js";
import { bindFilter } from "../shared/filter.js";
import { bindKeyboard, ensureEntry } from "./keyboard.js";
import { bindLive } from "./live.js";
import { bindCardMenu } from "./menu.js";
import { bindMore } from "./more.js";
import { bindPanel } from "../shared/panel.js";
import { bindPhone } from "./phone.js";
import { bindDetails } from "./popover.js";
import { bindQuickAdd } from "./quick.js";
import { bindSelection } from "./select.js";
import { bindView } from "./view.js";

bindFilter();
if (document.getElementById("board")) {
  bindCardMenu();
  bindDetails();
  bindDragging();
  bindSelection();
  bindQuickAdd();
  bindMore();
  bindView();
  bindPanel(follow);
  bindKeyboard();
  bindPhone();
  bindAddress();
  bindLive();
  document.addEventListener("boards:replaced", ensureEntry);
}
