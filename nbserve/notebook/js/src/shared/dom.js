// Elements without a framework.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element: h("button.primary", { type: "button", onclick }, "text", child).
 *
 * Properties that start with "on" are listeners, `dataset` and `style` are merged, null and false leave an attribute out.
 */
export function h(selector, props = {}, ...children) {
  return made((tag) => document.createElement(tag), selector, props, children);
}

/** The same for SVG. */
export function s(selector, props = {}, ...children) {
  return made((tag) => document.createElementNS(SVG, tag), selector, props, children);
}

function made(create, selector, props, children) {
  const [tag, ...classes] = selector.split(".");
  const element = create(tag);
  if (classes.length) element.setAttribute("class", classes.join(" "));
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "style") for (const [key, part] of Object.entries(value)) element.style.setProperty(key, part);
    else setAttribute(element, name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets, or takes away where `value` is null or false; leaves the page alone where nothing changes. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? "" : String(value));
}

/** Sets an element's text where it differs, so that selections and screen readers are not disturbed. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Brings `wanted` into a parent, moving no more than has to move: focus and selection stay where they are. */
export function reorder(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}

/** Text for screen readers alone. */
export function unseen(text = "", props = {}) {
  return h("span.nbs-unseen", props, text);
}
