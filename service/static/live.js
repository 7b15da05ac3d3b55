"use strict";
// Keeping an open page the newest: without this script every page works too, by reloading it.
(() => {
  // Make the children of `old` those of `fresh`. What is equal and has the same id is left alone, so that focus stays
  // where it is and a screen reader hears only what is new.
  const sync = (old, fresh) => {
    const wanted = new Map([...fresh.children].map((child) => [child.id, child]));
    for (const child of [...old.children]) {
      const same = wanted.get(child.id);
      if (!same || "moves" in child.dataset || !same.isEqualNode(child)) child.remove();
    }
    let at = old.firstElementChild;
    for (const child of [...fresh.children]) {
      if (at && at.id === child.id) { at = at.nextElementSibling; continue; }
      const elsewhere = [...old.children].find((other) => other.id === child.id);
      if (elsewhere) elsewhere.remove();
      old.insertBefore(child, at);
    }
  };

  // Put each part of a fetched page in the place of the old one; a part with `data-list` child by child.
  const update = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const fresh of page.querySelectorAll("[data-part]")) {
      const old = document.getElementById(fresh.id);
      if (!old || old.isEqualNode(fresh)) continue;
      if (fresh.hasAttribute("data-list")) {
        sync(old, fresh);
        for (const { name, value } of [...fresh.attributes]) old.setAttribute(name, value);
      } else old.replaceWith(fresh);
    }
  };

  // Fetch a part of the page; a page that is not for us any more (signed out, gone) is loaded anew as a whole.
  const fetchPart = async (url, options) => {
    const response = await fetch(url, { cache: "no-store", ...options, headers: { Part: "talk" } });
    if (response.redirected || ![200, 422].includes(response.status)) throw new Error(String(response.status));
    return response.text();
  };

  // Call `changed` with the mark of each newer state, and `over` when the page may see no more. The browser reconnects
  // by itself when a stream ends.
  const listen = (url, changed, over) => {
    const source = new EventSource(url);
    source.addEventListener("changed", (event) => changed(event.lastEventId));
    source.addEventListener("over", () => { source.close(); over(); });
    return source;
  };

  window.live = { update, fetchPart, listen };
})();
