"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const text = find("text");
  const title = document.title;
  let pressed = null;
  let busy = false;
  let source = null;

  const mark = () => Number(find("talk").dataset.mark);
  const atEnd = () => innerHeight + scrollY > document.documentElement.scrollHeight - 120;
  const show = (element) => element && element.scrollIntoView({ block: "start" });

  const draw = (html, mine) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("talk");
    const old = find("talk");
    if (!fresh || fresh.dataset.language !== old.dataset.language || old.dataset.live > (fresh.dataset.live || "")) {
      location.hash = "latest";
      location.reload();
      return;
    }
    const isNew = Number(fresh.dataset.mark) > mark();
    if (!isNew && !mine) return;
    const follow = mine || atEnd();
    live.update(html);
    Object.assign(old.dataset, fresh.dataset);
    find("person").hidden = "held" in fresh.dataset;
    for (const input of document.querySelectorAll("footer input[name=message], .menu input[name=message]")) {
      input.value = fresh.dataset.message + (input.dataset.suffix || "");
    }
    if (follow) show(find("latest"));
    else find("newer").hidden = false;
    if (document.hidden) document.title = `• ${title}`;
    listen();
  };

  const refresh = () => live.fetchPart("/talk").then((html) => draw(html, false), () => {});

  const listen = () => {
    if (source || !("live" in find("talk").dataset)) return;
    source = live.listen(`/events?seen=${mark()}`, (id) => {
      if (Number(id) > mark()) refresh();
    }, () => location.reload());
    source.addEventListener("open", () => document.documentElement.classList.add("live"));
    source.addEventListener("error", () => {
      document.documentElement.classList.remove("live");
      if (source.readyState !== EventSource.CLOSED) return; // it comes back by itself
      setTimeout(() => { source = null; refresh(); listen(); }, 5000 + Math.random() * 5000);
    });
  };

  const send = async (form) => {
    if (busy) return;
    busy = true;
    form.setAttribute("aria-busy", "true");
    const body = new URLSearchParams(new FormData(form));
    if (pressed && pressed.form === form && pressed.name) body.append(pressed.name, pressed.value);
    const problem = find("problem");
    problem.textContent = "";
    try {
      draw(await live.fetchPart("/", { method: "POST", body }), true);
      const latest = find("latest");
      if (form.id === "compose") { text.value = ""; grow(); } else if (latest) latest.focus({ preventScroll: true });
    } catch (_) {
      problem.textContent = problem.dataset.text; // what was written stays in the field, and its id with it
    }
    form.removeAttribute("aria-busy");
    busy = false;
  };

  // Blank at once, forget on the server, and leave no way back in the browser's history.
  const leave = () => {
    document.documentElement.classList.add("gone");
    if (source) source.close();
    navigator.sendBeacon("/leave", new URLSearchParams());
    location.replace(document.body.dataset.elsewhere);
  };

  const grow = () => {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight + 2}px`;
  };

  document.addEventListener("click", (event) => { pressed = event.target.closest("button"); }, true);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    if (form.id === "leave") leave();
    else send(form);
  });
  text.addEventListener("input", grow);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    find("send").click();
  });

  let shifts = [];
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift") { shifts = []; return; }
    shifts = [...shifts.filter((at) => at > Date.now() - 5000), Date.now()];
    if (shifts.length >= 3) leave();
  });
  addEventListener("scroll", () => { if (atEnd()) find("newer").hidden = true; }, { passive: true });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) document.title = title; });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  grow();
  listen();
})();
