// Files on their way to a task: what is too large is refused before it is sent, a bar shows how far they are.
import { sentence, token } from "../shared/http.js";
import { fill } from "../shared/say.js";
import { complain } from "../shared/toasts.js";

const MEGABYTE = 1024 * 1024;

// What takes the files of a field: the form that it stands in, else the task on the page. A dialog is of another task,
// or of one that is not there yet.
export const zoneOf = (field) =>
  field?.closest("[data-drop]") ?? (field?.closest("dialog") ? null : document.querySelector("#task [data-drop]"));

// XMLHttpRequest, as fetch does not tell how far an upload is.
function send(url, files, report) {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    for (const file of files) body.append("files[]", file, file.name || "picture.png");
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) report(Math.floor((100 * event.loaded) / event.total));
    });
    request.addEventListener("load", () => {
      const headers = { "Content-Type": request.getResponseHeader("Content-Type") ?? "" };
      resolve(new Response(request.responseText, { status: request.status, headers }));
    });
    request.addEventListener("error", () => reject(new Error(document.documentElement.dataset.offline)));
    request.send(body);
  });
}

// The sentence on a file that the server would refuse; empty when there is none.
function findTooLarge(files, { most, tooLarge }) {
  const one = files.find(({ size }) => size > Number(most) * MEGABYTE);
  return one ? fill(tooLarge, { name: one.name, most }) : "";
}

// The stored files, or nothing after a refusal, which is told. The bar stands behind the given element.
export async function upload(zone, files, beside = zone.lastElementChild) {
  const refusal = findTooLarge(files, zone.dataset);
  if (refusal) {
    complain(refusal);
    return null;
  }
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", zone.dataset.attachments);
  beside.after(bar);
  try {
    const response = await send(zone.dataset.drop, files, (percent) => (bar.value = percent));
    if (response.ok) return (await response.json()).files;
    throw new Error(await sentence(response));
  } catch (error) {
    complain(error.message);
    return null;
  } finally {
    bar.remove();
  }
}
