"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const page = location.pathname;
  const compose = find("compose");
  const draft = () => Boolean(compose && compose.elements.text.value.trim());
  const tell = (kind) => { const problem = find("problem"); if (problem) problem.textContent = problem.dataset[kind]; };

  // A page whose forms no longer fit is loaded anew, unless somebody is writing in it.
  const renew = () => { if (draft()) tell("changed"); else location.reload(); };

  const draw = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("live");
    if (!fresh || fresh.dataset.state !== find("live").dataset.state) return renew();
    live.update(html);
    document.title = find("live").dataset.title;
  };

  const refresh = () => live.fetchPart(page).then(draw, () => {});

  let source = null;
  const listen = () => {
    source = live.listen(document.body.dataset.stream, (mark) => {
      if (mark !== find("live").dataset.mark) refresh();
    }, renew);
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(() => { refresh(); listen(); }, 5000 + Math.random() * 5000);
    });
  };

  const send = async () => {
    if (compose.hasAttribute("aria-busy")) return;
    compose.setAttribute("aria-busy", "true");
    find("problem").textContent = "";
    try {
      const body = new URLSearchParams(new FormData(compose));
      const response = await fetch(compose.action, { method: "POST", body, headers: { Part: "live" } });
      if (!response.ok) throw new Error(String(response.status));
      const html = await response.text();
      compose.elements.text.value = "";
      const next = new DOMParser().parseFromString(html, "text/html").querySelector("#compose [name=message]");
      if (next) compose.elements.message.value = next.value;
      draw(html);
      compose.scrollIntoView({ block: "end" });
    } catch (_) {
      tell("text");
    }
    compose.removeAttribute("aria-busy");
  };

  document.addEventListener("submit", (event) => {
    if (event.target === compose) { event.preventDefault(); send(); }
    else if (source) source.close(); // another page comes now; what this one hears of it must not stop that
  });
  if (document.body.dataset.stream) {
    listen();
    setInterval(refresh, 60000); // waiting times, and faults in the knowledge, which no stream tells of
  }
})();
