// The board: what was rendered works without this; here it comes alive.
import { bindFilter } from "../shared/filter.js";
import { bindPanel } from "../shared/panel.js";
import { bindAddress, showStep } from "./address.js";
import { bindTabStop } from "./focus.js";
import { bindGrab } from "./grab.js";
import { bindKeyboard } from "./keyboard.js";
import { bindLive } from "./live.js";
import { bindCardMenu } from "./menu.js";
import { bindMore } from "./more.js";
import { bindParking } from "./park.js";
import { bindPhone } from "./phone.js";
import { bindDetails } from "./popover.js";
import { bindDragging } from "./press.js";
import { bindQuickAdd } from "./quick.js";
import { bindSelection } from "./select.js";
import { bindTitles } from "./title.js";
import { bindView } from "./view.js";

bindFilter();
if (document.getElementById("board")) {
  bindCardMenu();
  bindDetails();
  bindDragging();
  bindSelection();
  bindQuickAdd();
  bindTitles();
  bindMore();
  bindParking();
  bindView();
  bindPanel(showStep);
  bindKeyboard();
  bindGrab();
  bindTabStop();
  bindPhone();
  bindAddress();
  bindLive();
}
