// The focus never falls off the page: what has it may be hidden, disabled, moved or taken away at any moment.

import { leave } from "./keys.js";

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";

/** Gives the focus to the nearest thing that can have it, whenever what has it goes. */
export function keepFocus(root, scope) {
  const page = root.ownerDocument;
  let last = null; // what has the focus
  let around = []; // what it stands in, from the inside
  const check = () => {
    if (!last || (usable(last) && page.activeElement === last)) return;
    if (page.activeElement && ![page.body, last].includes(page.activeElement)) return; // it has been given away
    const next = usable(last) ? last : around.filter(usable).map(firstIn).find(Boolean);
    if (next) next.focus({ preventScroll: true });
    else leave(root);
  };
  scope.listen(root, "focusin", ({ target }) => {
    last = target;
    around = ancestors(target, root);
  });
  scope.listen(root, "focusout", ({ relatedTarget }) => {
    if (relatedTarget) last = null;
  });
  // A click on nothing takes the focus away, and may.
  scope.listen(page, "pointerdown", () => (last = null), true);
  scope.observe(new MutationObserver(check), root, { subtree: true, childList: true, attributeFilter: ["hidden", "disabled"] });
}

function ancestors(element, root) {
  const found = [];
  for (let one = element; one && one !== root; one = one.parentElement) found.push(one.parentElement);
  return found;
}

function firstIn(element) {
  return [...element.querySelectorAll(FOCUSABLE)].find(usable);
}

/** Whether an element can have the focus, or holds something that can. */
function usable(element) {
  const folded = element.closest("details:not([open])");
  const open = !folded || element === folded || element === folded.firstElementChild;
  return element.isConnected && !element.disabled && !element.closest("[hidden]") && open;
}
