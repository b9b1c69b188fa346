// How much of a reason is still to be written.  The server counts again.
(() => {
  "use strict";
  function count(input) {
    let text = document.getElementById(input.id + "-least");
    if (!text) {
      text = Object.assign(document.createElement("p"), { id: input.id + "-least", className: "least" });
      input.after(text);
    }
    const lacking = Number(input.dataset.least) - [...input.value.trim()].length;
    text.hidden = lacking > 0 && !input.value.trim();
    text.textContent = lacking > 0 ? input.dataset.short.replace("{n}", lacking) : input.dataset.enough;
    text.classList.toggle("enough", lacking <= 0);
  }
  document.addEventListener("input", ({ target }) => { if (target.matches("[data-least]")) count(target); });
  document.querySelectorAll("[data-least]").forEach(count);
})();
