// The addresses that scripts ask by themselves. The page names them in its body, as pairs of name and path, made by the
// table that makes its links; {what} in a path is filled in here.
let known = null;

function read() {
  const words = document.body.dataset.addresses.split(" ");
  return new Map(words.flatMap((word, place) => (place % 2 ? [] : [[word, words[place + 1]]])));
}

// The address of that name. Values that its path does not name become the query.
export function address(name, values = {}) {
  known ??= read();
  const query = new URLSearchParams(values);
  const path = known.get(name).replace(/{(\w+)}/g, (_, key) => {
    query.delete(key);
    return encodeURIComponent(values[key]).replaceAll("%2C", ",");
  });
  const rest = query.toString();
  return rest ? `${path}${path.includes("?") ? "&" : "?"}${rest}` : path;
}
