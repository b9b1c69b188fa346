// What the screens gain where scripts run.  Everything works without this file.
(() => {
  "use strict";

  // --- The one live region: what is said is read aloud once; what an act led to is also seen for some seconds.
  let gone;
  function say(text, seen = false) {
    const region = document.getElementById("announcer");
    region.textContent = "";
    region.classList.toggle("visually-hidden", !seen);
    setTimeout(() => { region.textContent = text; }, 60);
    clearTimeout(gone);
    if (seen) gone = setTimeout(() => region.classList.add("visually-hidden"), 6000);
  }

  function focusOn(element) {
    if (!element) return;
    if (!element.hasAttribute("tabindex") && !element.matches("a[href], button, input, select, textarea")) element.tabIndex = -1;
    element.focus();
  }

  // --- htmx: say that a region is busy, then put the reader where the result begins.
  const landed = new WeakMap();
  const regionOf = (ctx) => [ctx.target, ctx.target && document.getElementById(ctx.target.id), landed.get(ctx)].find((element) => element && element.isConnected);
  // Only an act moves the focus: not a poll, not a filter that answers while one types.
  const isAct = (ctx) => ["submit", "click"].includes(ctx.sourceEvent && ctx.sourceEvent.type);

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (isAct(ctx) && ctx.target) ctx.target.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
    // A problem that comes instead of the region has another id: remember what will stand there.
    landed.set(ctx, tasks[0] && tasks[0].fragment && tasks[0].fragment.firstElementChild);
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    document.getElementById("connection").hidden = true;
    const region = regionOf(ctx);
    if (!region) return;
    countAll(region);
    const told = region.matches("[data-announce]") ? region : region.querySelector("[data-announce]");
    if (told) say(told.dataset.announce, isAct(ctx));
    if (!isAct(ctx)) return;
    focusOn(region.querySelector(".govuk-error-summary") || region.querySelector("[data-focus]") || region.querySelector("h1, h2, h3") || region);
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    const region = regionOf(ctx);
    if (region) region.removeAttribute("aria-busy");
  });
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (!ctx) return;
    const notice = document.getElementById("connection");
    notice.hidden = false;
    if (isAct(ctx)) focusOn(notice);
    else say(notice.textContent.trim());
  });

  // --- Back and Forward within a page fetch it anew.  htmx would do so only some moments after the page came, and not
  // for whoever is faster; a page that is fetched while the browser is still going there may never come.
  document.addEventListener("htmx:before:history:restore", (event) => event.preventDefault());
  window.addEventListener("popstate", ({ state }) => {
    if (!state || !state.htmx) return;
    const going = window.navigation && navigation.transition;
    (going ? going.finished : Promise.resolve()).finally(() => location.reload());
  });

  // --- An ordinary form goes once; a form of htmx drops the second click by itself (hx-sync).
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
    // A download leaves the page standing: let it be asked for again.
    setTimeout(() => release(form), 8000);
  });
  function release(form) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  }
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  // --- The error summary takes the focus, and its links lead into the field.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".govuk-error-summary a[href^='#']");
    const input = link && document.getElementById(link.hash.slice(1));
    if (!input) return;
    event.preventDefault();
    (input.closest(".govuk-form-group") || input).scrollIntoView();
    input.focus({ preventScroll: true });
  });

  // --- How many characters are left; spoken only near the end and after a pause.
  let pause;
  function count(input) {
    const text = document.getElementById(input.id + "-count");
    if (!text) return null;
    const left = Number(input.dataset.limit) - [...input.value].length;
    text.textContent = (left < 0 ? text.dataset.over : text.dataset.left).replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
    text.classList.toggle("over", left < 0);
    return left < Number(input.dataset.limit) / 10 ? text.textContent : null;
  }
  const countAll = (root) => root.querySelectorAll("[data-limit]").forEach(count);
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-limit]")) return;
    const warning = count(event.target);
    clearTimeout(pause);
    if (warning) pause = setTimeout(() => say(warning), 1200);
  });

  // --- The menu of the phone closes with Escape and gives the focus back.
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".nav-phone[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  countAll(document);
  const flashes = [...document.querySelectorAll(".flash")].map((one) => one.textContent.trim());
  if (flashes.length) say(flashes.join(" "));
  focusOn(document.querySelector(".govuk-error-summary[autofocus]"));
})();
