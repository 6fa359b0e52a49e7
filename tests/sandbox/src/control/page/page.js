// Keeps what the store does up to date, and leaves alone what has not changed: an opened e-mail stays open.
const lists = ".live[id]";

function bringUpToDate(here, there) {
  const wanted = [...there.children];
  const ids = new Set(wanted.map((child) => child.id));
  [...here.children].filter((child) => !ids.has(child.id)).forEach((child) => child.remove());
  wanted.forEach((child, position) => {
    const current = here.children[position];
    if (current?.id !== child.id) here.insertBefore(document.importNode(child, true), current ?? null);
  });
}

async function look() {
  if (document.hidden) return;
  const notice = document.getElementById("unreachable");
  const store = document.body.querySelector("#client_id option[selected]").value;
  try {
    const answer = await fetch(`/sandbox?client_id=${encodeURIComponent(store)}`);
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const there of fresh.querySelectorAll(lists)) {
      const here = document.getElementById(there.id);
      if (here) bringUpToDate(here, there);
    }
    notice.hidden = true;
  } catch {
    notice.hidden = false;
  }
}

setInterval(look, 2000);
document.addEventListener("visibilitychange", look);
document.getElementById("client_id").addEventListener("change", (event) => event.target.form.submit());
