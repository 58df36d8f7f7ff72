// From a view to the one that is drawn in its place. JupyterLab draws an output anew whenever it is updated, as it is when
// the picture that the notebook keeps changes. It takes the old view off the page then, and never tells it so: what
// stood open has to stay open, what was scrolled or had the focus too, and the old view has to be closed.

const KEY = "_views"; // on the model, for every view gets another object that stands for it
const OUTPUT = ".jp-OutputArea-output";
const CHECKS = 20;
const EVERY = 100; // milliseconds
const JUST_NOW = 1000;

/**
 * To be called once a view is complete and before it is on the page.
 *
 * `close` ends the view; again is harmless.
 */
export function takeOver(model, root, scope, close) {
  const views = model.get(KEY) ?? new Set();
  model.set(KEY, views);
  const older = [...views];
  const own = { root, close, inOutput: false, scrolls: new Map(), focus: null, blurred: 0 };
  views.add(own);
  scope.defer(() => views.delete(own));
  // Kept as it happens: once it is off the page, an element is scrolled nowhere and has no focus.
  scope.listen(root, "scroll", ({ target }) => own.scrolls.set(target, [target.scrollTop, target.scrollLeft]), true);
  scope.listen(root, "focusin", ({ target }) => Object.assign(own, { focus: target, blurred: Infinity }));
  scope.listen(root, "focusout", () => (own.blurred = Date.now()));

  let timer = 0;
  const check = (left) => {
    own.inOutput ||= root.closest(OUTPUT) !== null;
    for (const view of older.filter((one) => views.has(one) && dropped(one))) {
      restore(view, root);
      view.close();
    }
    if (left && (!own.inOutput || older.some((view) => views.has(view)))) timer = setTimeout(check, EVERY, left - 1);
  };
  scope.defer(() => clearTimeout(timer));
  timer = setTimeout(check, 0, CHECKS);
}

/** A cell that is scrolled away leaves the page whole; a view that is replaced leaves its output. */
function dropped({ root, inOutput }) {
  return inOutput && !root.isConnected && !root.closest(OUTPUT);
}

function restore(old, root) {
  const open = [...old.root.querySelectorAll("details")].map((one) => one.open);
  const details = [...root.querySelectorAll("details")];
  if (details.length === open.length) details.forEach((one, place) => (one.open = open[place]));
  for (const [element, [top, left]] of old.scrolls) {
    const twin = counterpart(element, old.root, root);
    if (twin) Object.assign(twin, { scrollTop: top, scrollLeft: left });
  }
  const { activeElement, body } = root.ownerDocument;
  // That it was taken off the page looks as if the person had left it, just now.
  const had = Date.now() - old.blurred < JUST_NOW && (!activeElement || activeElement === body);
  const twin = had ? counterpart(old.focus, old.root, root) : null;
  twin?.focus({ preventScroll: true });
  if (twin && Number.isInteger(old.focus.selectionStart)) twin.setSelectionRange(old.focus.selectionStart, old.focus.selectionEnd);
}

/** The element of `root` that stands where `element` stands in `old`. */
function counterpart(element, old, root) {
  const path = [];
  for (let one = element; one !== old; one = one.parentElement) {
    if (!one?.parentElement) return null;
    path.unshift([...one.parentElement.children].indexOf(one));
  }
  return path.reduce((one, place) => one?.children[place], root) ?? null;
}
