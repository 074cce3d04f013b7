"use strict";
// How many orders wait for a person: in the tab of every page, and on the desktop for who wants that.
{
  const WANTED = "allegro-optima.notices", TOLD = "allegro-optima.told";
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* Nothing is kept here. */ } };
  const may = () => "Notification" in window && Notification.permission === "granted";
  const wanted = () => kept(WANTED) === "1" && may();
  let now = 0;
  // Of several open pages one tells it: what was told last is known to all.
  const show = ({ count, words }) => {
    now = count;
    document.title = (count ? "(" + count + ") " : "") + document.title.replace(/^\(\d+\) /, "");
    if (!wanted()) return;
    if (count > Number(kept(TOLD))) {
      const notice = new Notification("allegro-optima", { body: words.trim(), icon: "/assets/icon.svg", tag: "allegro-optima" });
      notice.onclick = () => { focus(); location.assign("/"); };
    }
    keep(TOLD, String(count));
  };
  document.addEventListener("waits", (event) => show(event.detail));
  const ask = async () => {
    try {
      const answer = await fetch("/waits");
      if (!answer.ok) return;
      const text = await answer.text(), end = text.indexOf(" ");
      show({ count: Number(text.slice(0, end)), words: text.slice(end + 1) });
    } catch { /* Asked again. */ }
  };
  // The first page is told by itself.
  if (!document.getElementById("live-phase")) setInterval(ask, 30000);
  const button = document.getElementById("notices");
  if (button && "Notification" in window) {
    const label = () => {
      const blocked = Notification.permission === "denied";
      button.textContent = blocked ? button.dataset.blocked : wanted() ? button.dataset.on : button.dataset.off;
      button.disabled = blocked;
      button.hidden = false;
    };
    button.addEventListener("click", async () => {
      if (wanted()) keep(WANTED, "0");
      else if (await Notification.requestPermission() === "granted") {
        keep(WANTED, "1");
        keep(TOLD, String(now));
      }
      label();
    });
    const head = document.getElementById("work-head");
    if (head) show({ count: Number(head.dataset.count), words: (head.querySelector("h2") || head).textContent });
    label();
  }
}
