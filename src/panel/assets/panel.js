"use strict";
// What the service does, as it happens. Only parts that differ are touched: what is read out, or has the focus, stays.
if (document.getElementById("live-phase")) {
  const show = (html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    for (const part of fresh.content.children) {
      const shown = document.getElementById(part.id);
      if (shown && shown.innerHTML !== part.innerHTML) shown.innerHTML = part.innerHTML;
    }
  };
  const source = new EventSource("/live");
  let due = 0;
  const count = async () => {
    due = 0;
    try {
      const answer = await fetch("/counts");
      if (answer.ok) show(await answer.text());
    } catch { /* The next change asks again. */ }
  };
  source.onmessage = (event) => { show(event.data); due = due || setTimeout(count, 500); };
  addEventListener("pagehide", () => source.close());
}
// Files that are dropped or chosen.
const drop = document.getElementById("drop");
if (drop) {
  const said = document.getElementById("said");
  const send = async (files) => {
    said.replaceChildren();
    for (const file of files) {
      const line = document.createElement("p");
      line.textContent = file.name + " …";
      said.append(line);
      try {
        const answer = await fetch("/files/upload?company=" + encodeURIComponent(drop.querySelector("select").value) + "&name=" + encodeURIComponent(file.name), {
          method: "POST", body: file, headers: { "x-csrf": drop.dataset.csrf, "content-type": "application/octet-stream" },
        });
        line.textContent = file.name + ": " + await answer.text();
      } catch { line.textContent = file.name + ": " + drop.dataset.failed; }
    }
  };
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); send(event.dataTransfer.files); });
  drop.querySelector("input[type=file]").addEventListener("change", (event) => send(event.target.files));
}
// For the accountant's folder.
const print_ = document.querySelector("[data-print]");
if (print_) print_.addEventListener("click", () => print());
