// What can wait until the answer to a key is on the screen.

// Runs soon after the next picture was drawn; at once where none is drawn.
export function afterPaint(run) {
  if (document.hidden) run();
  else requestAnimationFrame(() => setTimeout(run));
}
