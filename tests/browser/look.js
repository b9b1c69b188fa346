// What a page is asked by the tests of the face.  Put into every page before its own scripts; nothing here changes it.
window.look = {
  shift: 0,

  // Wider than the window, and by which elements.
  sideways() {
    const there = document.documentElement.clientWidth;
    const wide = document.scrollingElement.scrollWidth;
    if (wide <= there) return [];
    const held = (element) => element.parentElement.closest("*") && [...ancestors(element)].some((one) => getComputedStyle(one).overflowX !== "visible" && one !== document.body && one !== document.documentElement);
    const guilty = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > there + 1 && !held(one));
    return [`${wide} px wide in a window of ${there}: ${guilty.slice(0, 3).map(named).join("; ")}`];
  },

  // What is pressed and is smaller than 44 by 44 px.  Links inside a sentence may be: they are as high as its lines.
  smallTargets() {
    const pressed = document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button], [tabindex='0']");
    return [...pressed].filter((one) => shown(one) && !inSentence(one) && !scrollsOnly(one) && !drawn(one)).filter((one) => {
      const { width, height } = reach(one);
      return width < 43.5 || height < 43.5;
    }).map((one) => `${Math.round(reach(one).width)} x ${Math.round(reach(one).height)}: ${named(one)}`);
  },
};

const ancestors = function* (element) { for (let one = element.parentElement; one; one = one.parentElement) yield one; };
const named = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 140);
const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && reach(element).width > 2 && reach(element).height > 2;
const scrollsOnly = (element) => element.tabIndex === 0 && !element.matches("a, button, summary, select, textarea, input, [role=button]");

// An area of a map is as large as it is, and leads where a link outside the picture leads, too.
function drawn(element) {
  const address = element.getAttribute("href");
  return element.closest("svg") && [...document.links].some((one) => !one.closest("svg") && one.getAttribute("href") === address);
}

// A box or a dot is pressed by its label as well, and some links by the whole row that they are spread over.
function reach(element) {
  const also = element.matches("[type=checkbox], [type=radio], [type=file]") ? element.labels : [];
  const spread = getComputedStyle(element, "::after");
  const over = spread.content !== "none" && spread.position === "absolute" && element.offsetParent ? [element.offsetParent] : [];
  const boxes = [element, ...also, ...over].map((one) => one.getBoundingClientRect());
  const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => box[side])));
  const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => box[side])));
  return { width: right - left, height: bottom - top };
}

function inSentence(element) {
  if (!element.matches("a") || getComputedStyle(element).display !== "inline") return false;
  return element.parentElement.textContent.trim().length > element.textContent.trim().length;
}

new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.look.shift += entry.value; })).observe({ type: "layout-shift", buffered: true });
