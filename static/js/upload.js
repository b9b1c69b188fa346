// Files go one by one, each with its progress, and can be stopped.  Without this file the form sends them all at once.
(() => {
  "use strict";
  const say = (text) => { document.getElementById("announcer").textContent = text; };
  const filled = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);

  function rowOf(form, file) {
    const row = form.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelector(".upload-name").textContent = file.name;
    row.querySelector(".upload-of").textContent = ` ${file.name}`;
    row.querySelector("progress").setAttribute("aria-label", file.name);
    form.querySelector(".uploads").append(row);
    return row;
  }

  function tell(row, text, kind = "") {
    row.querySelector(".upload-said").textContent = text;
    row.className = `upload-row ${kind}`;
    if (kind) row.querySelector("button").hidden = true;
  }

  // What the server would refuse is told before it is sent.
  function fault(form, file) {
    const ending = file.name.split(".").pop().toLowerCase();
    if (!form.dataset.accepted.split(" ").includes(ending)) return form.dataset.kind;
    return file.size > Number(form.dataset.most) ? form.dataset.tooLarge : "";
  }

  const parsed = (text) => new DOMParser().parseFromString(text, "text/html").body;

  // The request of one file: resolves to whether it is attached.
  function send(form, file, row, stopped) {
    const words = form.dataset, fields = new FormData(form), request = new XMLHttpRequest();
    if (stopped()) return Promise.resolve(false);
    fields.delete("file");
    fields.append("file", file);
    return new Promise((resolve) => {
      const end = (text, kind) => { tell(row, text, kind); resolve(kind === "done"); };
      request.upload.onprogress = ({ loaded, total }) => {
        const percent = Math.floor((100 * loaded) / total);
        row.querySelector("progress").value = percent;
        tell(row, filled(words.sending, { n: percent }));
      };
      request.onload = () => {
        const door = request.getResponseHeader("HX-Redirect");
        if (door) { location.href = door; return; }
        const answer = parsed(request.responseText);
        if (request.status === 200) {
          document.querySelector(words.upload).replaceWith(answer.firstElementChild);
          if (window.htmx) window.htmx.process(document.querySelector(words.upload));
          row.querySelector("progress").value = 100;
          end(words.done, "done");
        } else end((answer.querySelector("#upload-refused, .error-page p, p") || answer).textContent.trim(), "wrong");
      };
      request.onerror = () => end(words.lost, "wrong");
      request.onabort = () => end(words.cancelled, "wrong");
      row.querySelector("button").onclick = () => request.abort();
      request.open("POST", form.action);
      request.setRequestHeader("HX-Request", "true");
      request.setRequestHeader("HX-Request-Type", "partial");
      request.send(fields);
    });
  }

  async function sendAll(form, files) {
    const button = form.querySelector("button[type=submit]"), words = form.dataset;
    form.querySelector(".uploads").replaceChildren();
    button.setAttribute("aria-disabled", "true");
    say(filled(words.start, { n: files.length }));
    const rows = files.map((file) => {
      const row = rowOf(form, file), wrong = fault(form, file), stopped = { yes: Boolean(wrong) };
      tell(row, wrong || words.waiting, wrong ? "wrong" : "");
      row.querySelector("button").onclick = () => { stopped.yes = true; tell(row, words.cancelled, "wrong"); };
      return { file, row, stopped };
    });
    let done = 0;
    for (const { file, row, stopped } of rows) done += await send(form, file, row, () => stopped.yes);
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
