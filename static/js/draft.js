// Saving an answer while it is being written.  Nothing typed is lost: it stays on this device until the server has it.
(() => {
  "use strict";
  const PAUSE = 900;                       // ms without a key before an answer is sent
  const LONGEST_WAIT = 30000;              // ms between two attempts at most
  const states = new Map();                // field -> {timer, wait, sending, dirty}
  let stale = false;                       // whether the page's form token is known to be out of date

  const boxes = () => document.querySelectorAll("form[data-draft] [data-field]");
  const boxOf = (code) => [...boxes()].find((box) => box.dataset.field === code);
  const formOf = (box) => box.closest("form");
  const codeOf = (box) => box.dataset.field;
  const keyOf = (box) => `merce-draft-${formOf(box).dataset.draft}-${codeOf(box)}`;
  const seenOf = (box) => box.querySelector(`input[name="seen-${codeOf(box)}"]`);
  const stateOf = (code) => states.get(code) || states.set(code, { wait: PAUSE }).get(code);
  const isOf = (code) => ([name]) => name === code || /^[-_]/.test(name.startsWith(code) ? name.slice(code.length) : "");
  const pairsOf = (box) => [...new FormData(formOf(box))].filter(isOf(codeOf(box)));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
  const token = () => JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];

  // --- on this device
  function keep(box, pairs) {
    try { localStorage.setItem(keyOf(box), JSON.stringify({ pairs, seen: seenOf(box).value })); } catch { tell(box, "refused"); }
  }
  const forget = (box) => localStorage.removeItem(keyOf(box));
  const kept = (box) => JSON.parse(localStorage.getItem(keyOf(box)) || "null");

  // --- what is said under the field; aloud only when it turns bad
  function tell(box, what) {
    const line = box.querySelector(".saved");
    const words = formOf(box).dataset[what] || "";
    const isNew = line.dataset.told !== what;
    line.dataset.told = what;
    line.textContent = words;
    line.classList.toggle("unsaved", what !== "saving");
    if (isNew && what !== "saving") document.getElementById("announcer").textContent = words;
  }

  // --- sending
  function later(code, wait) {
    const state = stateOf(code);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => { const box = boxOf(code); if (box) send(box); }, wait);
  }

  async function send(box) {
    const code = codeOf(box);
    const state = stateOf(code);
    if (state.sending) { state.dirty = true; return; }
    if (box.querySelector(".other")) return;         // first one of the two is chosen
    const entry = kept(box);
    if (!entry) return;
    state.sending = true;
    state.dirty = false;
    tell(box, "saving");
    const outcome = await attempt(box, entry).catch(() => "offline");
    state.sending = false;
    const now = boxOf(code);
    if (now) settle(now, entry, outcome);
  }

  // A form token that is out of date is asked for anew once: by then the person may have signed in in another tab.
  async function attempt(box, entry) {
    if (stale && !(await renew())) return "signedOut";
    const outcome = await post(box, entry);
    return outcome === "signedOut" && (await renew()) ? post(box, entry) : outcome;
  }

  // The page counts what it sends, so that of two that cross on the line the later wins.
  function nextTurn(form) { form.elements.turn.value = Number(form.elements.turn.value) + 1; return form.elements.turn.value; }
  document.addEventListener("submit", ({ target }) => { if (target.matches("form[data-draft]")) nextTurn(target); }, true);

  async function post(box, entry) {
    const body = new URLSearchParams(entry.pairs);
    body.append("window", formOf(box).elements.window.value);
    body.append("turn", nextTurn(formOf(box)));
    body.append(`seen-${codeOf(box)}`, entry.seen);
    const answer = await fetch(box.dataset.save, {
      method: "POST", body, redirect: "manual", headers: { "X-CSRFToken": token(), "HX-Request": "true", "HX-Request-Type": "partial" },
    });
    if (answer.type === "opaqueredirect" || [400, 401].includes(answer.status) || answer.headers.has("HX-Redirect")) { stale = true; return "signedOut"; }
    if (answer.status === 429 || answer.status >= 500) return "offline";
    const [part, ...besides] = parsed(await answer.text()).body.children;
    if (answer.ok && part && part.matches(".saved")) {
      besides.forEach((one) => document.getElementById(one.id).replaceWith(document.adoptNode(one)));
      return part;
    }
    if (answer.status === 409 && part && part.matches(".other")) return part;
    return "refused";
  }

  function settle(box, entry, outcome) {
    const code = codeOf(box);
    const state = stateOf(code);
    if (outcome === "refused") { tell(box, outcome); return; }
    if (typeof outcome === "string") {
      tell(box, outcome);
      state.wait = Math.min(LONGEST_WAIT, state.wait * 2);
      later(code, state.wait);
      return;
    }
    state.wait = PAUSE;
    if (outcome.matches(".other")) { box.append(document.adoptNode(outcome)); focusOn(box.querySelector("[data-focus]")); tell(box, "offline"); return; }
    seenOf(box).value = outcome.dataset.seen;
    const since = kept(box);
    if (since && same(since.pairs, entry.pairs)) forget(box);
    else if (since) keep(box, since.pairs);
    box.querySelector(".saved").replaceWith(document.adoptNode(outcome));
    if (!same(pairsOf(box), entry.pairs)) { if (entry.restored) refresh(code); else later(code, PAUSE); }
    else if (state.dirty) later(code, PAUSE);
    else if (outcome.dataset.tidied !== undefined) showTidied(box, code);
  }

  // The server keeps it in other signs than were sent: that is shown as soon as nobody writes in the field.
  function showTidied(box, code) {
    const show = () => { if (!kept(boxOf(code))) refresh(code).catch(() => tell(boxOf(code), "offline")); };
    if (box.contains(document.activeElement)) box.addEventListener("focusout", show, { once: true });
    else show();
  }

  // --- what a word processor leaves in what is pasted, as workflow/application/pasted.py takes it out
  function tidied(pasted) {
    let text = pasted.replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, "\n")
      .replace(/\p{Zs}/gu, " ").replace(/\p{Cf}/gu, "");
    for (let before = ""; before !== text;) { before = text; text = text.replace(/(?<=[^\n ])( *)[\ue000-\uf8ff]+/g, "$1"); }
    return text.replace(/^ *(?:[•▪●○◦■□►\ue000-\uf8ff][ \t]*|·[ \t]+|[o§*–—-]\t[ \t]*)/gm, "– ")
      .replace(/ *\t[ \t]*/g, " ").replace(/\n(?: *\n){3,}/g, "\n\n\n");
  }
  document.addEventListener("paste", (event) => {
    const area = event.target;
    if (!area.matches || !area.matches("form[data-draft] textarea")) return;
    const text = event.clipboardData.getData("text/plain");
    const clean = tidied(text);
    if (clean === text) return;
    event.preventDefault();
    // the old command alone can be taken back with Ctrl+Z
    if (document.execCommand("insertText", false, clean)) return;
    area.setRangeText(clean, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // --- the page again, as the server has it now: after signing in again, or for the text of the other
  async function fetched() {
    const answer = await fetch(location.href, { redirect: "manual" });
    return answer.ok ? parsed(await answer.text()) : null;
  }
  async function renew() {
    const fresh = await fetched();
    if (!fresh) return false;
    document.body.setAttribute("hx-headers:inherited", fresh.body.getAttribute("hx-headers:inherited"));
    document.querySelectorAll('input[name="csrf_token"]').forEach((input) => { input.value = token(); });
    stale = false;
    return true;
  }
  async function refresh(code) {
    const page = await fetched();
    const fresh = page && [...page.querySelectorAll("[data-field]")].find((box) => box.dataset.field === code);
    const box = boxOf(code);
    if (!fresh || !box) return;
    box.replaceWith(document.adoptNode(fresh));
    if (window.htmx) window.htmx.process(fresh);
  }
  function focusOn(element) { if (element) element.focus(); }

  // --- what the person does
  function changed(event) {
    const box = event.target.closest && event.target.closest("form[data-draft] [data-field]");
    if (!box || event.target.name === `seen-${codeOf(box)}`) return;
    keep(box, pairsOf(box));
    if (stateOf(codeOf(box)).wait === PAUSE) later(codeOf(box), PAUSE);
  }
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-field] .other button[name=keep]");
    if (!button) return;
    event.preventDefault();
    const box = button.closest("[data-field]");
    const other = box.querySelector(".other");
    if (button.value.endsWith(":mine")) {
      seenOf(box).value = other.dataset.seen;
      keep(box, (kept(box) || { pairs: pairsOf(box) }).pairs);
      other.remove();
      send(box);
    } else {
      forget(box);
      refresh(codeOf(box)).catch(() => tell(box, "offline"));
    }
  });

  // --- whenever there is a chance again
  const again = () => boxes().forEach((box) => { if (kept(box)) { stateOf(codeOf(box)).wait = PAUSE; send(box); } });
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });

  // --- what this device still has from before
  boxes().forEach((box) => {
    const entry = kept(box);
    if (!entry) return;
    if (same(entry.pairs, pairsOf(box))) { forget(box); return; }
    fill(box, entry.pairs);
    localStorage.setItem(keyOf(box), JSON.stringify({ ...entry, restored: true }));
    send(box);
  });
  function fill(box, pairs) {
    for (const input of formOf(box).elements) {
      if (!input.name || !isOf(codeOf(box))([input.name]) || input.type === "hidden") continue;
      const values = pairs.filter(([name]) => name === input.name).map(([, value]) => value);
      if (input.type === "checkbox" || input.type === "radio") input.checked = values.includes(input.value);
      else if (values.length) input.value = values[0];
    }
  }
})();
