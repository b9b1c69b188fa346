// Files go one by one, in parts, each with its progress.  A lost line, a page loaded again and an expired sign-in stop nothing:
// the server knows how far it is.  Without this file the form sends all of them at once.
(() => {
  "use strict";
  const LEAST = 64 * 1024, FIRST = 256 * 1024, MOST = 2 * 1024 * 1024;   // bytes of a part
  const QUICK = 1000, SLOW = 4000, LONGEST_WAIT = 30000;                 // ms: a part larger or smaller; between two attempts
  const AT = "Upload-Offset";
  class Refused extends Error {}
  class SignedOut extends Error {}

  const say = (text) => { document.getElementById("announcer").textContent = text; };
  const filled = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
  const parsed = (text) => new DOMParser().parseFromString(text, "text/html").body;
  const inherited = "hx-headers:inherited";
  const token = () => JSON.parse(document.body.getAttribute(inherited))["X-CSRFToken"];

  function rowOf(form, file) {
    const row = form.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelector(".upload-name").textContent = file.name;
    row.querySelector(".upload-of").textContent = ` ${file.name}`;
    row.querySelector("progress").setAttribute("aria-label", file.name);
    form.querySelector(".uploads").append(row);
    return row;
  }

  function tell(row, text, kind = "") {
    const line = row.querySelector(".upload-said");
    if (kind === "lost" && line.textContent !== text) say(text);
    line.textContent = text;
    row.className = `upload-row ${kind}`;
    if (["done", "wrong"].includes(kind)) row.querySelector("button").hidden = true;
  }

  // What the server would refuse is told before it is sent.
  function fault(form, file) {
    const ending = file.name.split(".").pop().toLowerCase();
    if (!form.dataset.accepted.split(" ").includes(ending)) return form.dataset.kind;
    if (!file.size) return form.dataset.empty;
    return file.size > Number(form.dataset.most) ? form.dataset.tooLarge : "";
  }

  // In hexadecimal; "" where the browser cannot tell (an address without HTTPS).
  async function fingerprint(blob) {
    if (!crypto.subtle) return "";
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  const markOf = async (file) => `${file.size}/${file.lastModified}/${await fingerprint(file.slice(0, LEAST))}/${file.name}`.slice(0, 300);

  async function ask(address, options) {
    const headers = { "X-CSRFToken": token(), "HX-Request": "true", "HX-Request-Type": "partial", ...options.headers };
    const answer = await fetch(address, { redirect: "manual", ...options, headers });
    if (answer.type === "opaqueredirect" || [400, 401].includes(answer.status)) throw new SignedOut();
    if (answer.status === 429 || answer.status >= 500) throw new TypeError(answer.status);
    return answer;
  }

  async function refusal(answer) {
    const body = parsed(await answer.text());
    return new Refused((body.querySelector("#upload-refused, .error-page p") || body).textContent.trim());
  }

  // Signed in again, in another window: this page takes the new form token over.
  async function renew() {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (!answer.ok) return;
    document.body.setAttribute(inherited, parsed(await answer.text()).getAttribute(inherited));
    document.querySelectorAll('input[name="csrf_token"]').forEach((input) => { input.value = token(); });
  }

  const pause = (wait, signal) => new Promise((resolve) => {
    const timer = setTimeout(resolve, wait);
    for (const [target, name] of [[window, "online"], [window, "focus"], [signal, "abort"]])
      target.addEventListener(name, () => { clearTimeout(timer); resolve(); }, { once: true });
  });

  // Tried until it is heard, refused, or no longer wanted.
  async function patiently(attempt, row, words, signal) {
    for (let wait = 1000; ; wait = Math.min(LONGEST_WAIT, 2 * wait)) {
      try { return await attempt(); } catch (why) {
        if (signal.aborted || why instanceof Refused) throw why;
        if (why.name === "NotReadableError") throw new Refused(words.unreadable);
        tell(row, why instanceof SignedOut ? words.signedOut : words.lost, "lost");
        await pause(wait, signal);
        if (why instanceof SignedOut) await renew().catch(() => {});
      }
    }
  }

  // One file; resolves to the list of annexes with it.
  async function send(form, file, row, signal, isAlone) {
    const words = form.dataset, mark = await markOf(file);
    let address = "", at = 0, part = FIRST, isLost = false;
    const post = (place, body, headers = {}) => ask(place, { method: "POST", body, headers, signal });
    const hear = (answer) => {
      at = Number(answer.headers.get(AT));
      const percent = Math.floor((100 * at) / file.size);
      row.querySelector("progress").value = percent;
      tell(row, filled(words.sending, { n: percent }));
    };
    const begin = async () => {
      const fields = new FormData(form);
      for (const [name, value] of Object.entries({ file: file.name, size: file.size, mark })) fields.set(name, value);
      if (!isAlone) fields.set("title", "");
      const answer = await post(words.parts, fields);
      if (!answer.ok) throw await refusal(answer);
      address = answer.headers.get("Location");
      hear(answer);
    };
    const goOn = async () => {
      if (isLost) {
        const stand = await ask(address, { signal });
        if (stand.ok) hear(stand); else await begin();
        part = Math.max(LEAST, part / 4);
        isLost = false;
        return;
      }
      const bytes = await file.slice(at, at + part).arrayBuffer(), since = performance.now();
      isLost = true;
      const answer = await post(`${address}/parts`, bytes, { [AT]: at, "Content-Type": "application/octet-stream" });
      if (answer.headers.has(AT)) hear(answer);
      else if ([404, 409].includes(answer.status)) await begin();
      else throw await refusal(answer);
      isLost = false;
      const took = performance.now() - since;
      part = took < QUICK ? Math.min(MOST, 2 * part) : took > SLOW ? Math.max(LEAST, part / 2) : part;
    };
    const finish = async () => {
      const answer = await post(`${address}/completion`, new URLSearchParams({ file: await fingerprint(file) }));
      if (!answer.ok) throw await refusal(answer);
      return answer.text();
    };
    try {
      await patiently(begin, row, words, signal);
      while (at < file.size) await patiently(goOn, row, words, signal);
      return await patiently(finish, row, words, signal);
    } catch (why) {
      if (signal.aborted && address) ask(`${address}/abandonment`, { method: "POST" }).catch(() => {});
      throw why;
    }
  }

  async function sendOne(form, file, row, signal, isAlone) {
    const words = form.dataset;
    try {
      signal.throwIfAborted();
      const list = parsed(await send(form, file, row, signal, isAlone)).firstElementChild;
      document.querySelector(words.upload).replaceWith(list);
      if (window.htmx) window.htmx.process(list);
      tell(row, words.done, "done");
      return true;
    } catch (why) {
      if (!signal.aborted && !(why instanceof Refused)) throw why;
      tell(row, signal.aborted ? words.cancelled : why.message, "wrong");
      return false;
    }
  }

  async function sendAll(form, files) {
    const button = form.querySelector("button[type=submit]"), words = form.dataset;
    form.querySelector(".uploads").replaceChildren();
    button.setAttribute("aria-disabled", "true");
    say(filled(words.start, { n: files.length }));
    const rows = files.map((file) => {
      const row = rowOf(form, file), wrong = fault(form, file), stop = new AbortController();
      tell(row, wrong || words.waiting, wrong ? "wrong" : "");
      row.querySelector("button").onclick = () => { stop.abort(); tell(row, words.cancelled, "wrong"); };
      return { file, row, wrong, signal: stop.signal };
    });
    let done = 0;
    for (const { file, row, wrong, signal } of rows) if (!wrong) done += await sendOne(form, file, row, signal, files.length === 1);
    button.removeAttribute("aria-disabled");
    form.querySelector("input[type=file]").value = "";
    say(filled(words.end, { done, wrong: files.length - done }));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-upload]")) return;
    const files = [...form.querySelector("input[type=file]").files];
    if (!files.length) return; // the server says that one must be chosen
    event.preventDefault();
    if (form.querySelector("button[aria-disabled]")) return;
    sendAll(form, files);
  }, true);
})();
