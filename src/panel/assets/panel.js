"use strict";
// What the service does, as it happens. Only parts that differ are touched: what is read out, or has the focus, stays.
if (document.getElementById("live-phase")) {
  // Where somebody types or chooses, nothing is taken away from under his hands.
  const busy = (part) => part.contains(document.activeElement) ||
    [...part.querySelectorAll("input")].some((one) => one.type !== "hidden" && one.value !== one.defaultValue) ||
    [...part.querySelectorAll("select")].some((one) => one.selectedIndex > 0);
  const put = (shown, part) => {
    if (shown.innerHTML === part.innerHTML || (shown.closest("[data-keyed]") && busy(shown))) return;
    shown.innerHTML = part.innerHTML;
    if (window.htmx) htmx.process(shown);
  };
  // Rows of a list, each by itself.
  const merge = (list, fresh) => {
    const rows = [...fresh.children];
    for (const old of [...list.children]) if (!rows.some((row) => row.id === old.id) && !busy(old)) old.remove();
    rows.forEach((row, at) => {
      const shown = document.getElementById(row.id);
      if (shown) put(shown, row);
      else {
        list.insertBefore(row, list.children[at] || null);
        if (window.htmx) htmx.process(row);
      }
    });
  };
  const show = (html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    for (const part of [...fresh.content.children]) {
      const shown = document.getElementById(part.id);
      if (!shown) continue;
      if ("count" in part.dataset) {
        const told = { count: Number(part.dataset.count), words: (part.querySelector("h2") || part).textContent };
        document.dispatchEvent(new CustomEvent("waits", { detail: told }));
      }
      if ("keyed" in shown.dataset) merge(shown, part); else put(shown, part);
    }
  };
  const source = new EventSource("/live");
  let due = 0;
  const count = async () => {
    due = 0;
    try {
      const answer = await fetch("/counts" + location.search);
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
