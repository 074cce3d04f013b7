"use strict";
// What the service does, as it happens.
const live = document.getElementById("live");
if (live) {
  const source = new EventSource("/live");
  source.onmessage = (event) => { live.innerHTML = event.data; };
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
        const answer = await fetch("/files/upload?company=" + encodeURIComponent(drop.dataset.company) + "&name=" + encodeURIComponent(file.name), {
          method: "POST", body: file, headers: { "x-csrf": drop.dataset.csrf, "content-type": "application/octet-stream" },
        });
        line.textContent = file.name + ": " + await answer.text();
      } catch { line.textContent = file.name + ": " + drop.dataset.failed; }
    }
  };
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); send(event.dataTransfer.files); });
  drop.querySelector("input").addEventListener("change", (event) => send(event.target.files));
}
