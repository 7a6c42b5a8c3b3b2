// Text into the clipboard, also where the page came over plain HTTP and browsers offer no clipboard of their own.
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const had = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  had?.focus();
  return undefined;
}
