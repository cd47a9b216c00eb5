/// The only script. It adds keys, counts minutes on and asks for news; every page works the same without it.
enum Script {
    static let text: StaticString = """
        "use strict";
        (() => {
          const body = document.body;
          const loaded = Date.now();
          let skew = Number(body.dataset.now) * 1000 - loaded;

          // Minutes: the words come with the page, only the number moves.
          const fill = (pattern, places) => pattern.replace(/\\{(\\w+)\\}/g, (whole, name) => name in places ? String(places[name]) : whole);
          const duration = (seconds) => {
            const minutes = Math.floor(Math.abs(seconds) / 60);
            if (minutes < 1) return body.dataset.moment;
            if (minutes < 60) return fill(body.dataset.minutes, { m: minutes });
            if (minutes < 2880) return fill(body.dataset.hours, { h: Math.floor(minutes / 60), m: minutes % 60 });
            return fill(body.dataset.days, { d: Math.floor(minutes / 1440), h: Math.floor(minutes / 60) % 24 });
          };
          const count = () => {
            for (const element of document.querySelectorAll("[data-due]")) {
              const left = Number(element.dataset.due) - (Date.now() + skew) / 1000;
              const words = fill(left >= 0 ? element.dataset.before : element.dataset.after, { left: duration(left) });
              if (element.textContent !== words) element.textContent = words;
            }
          };
          setInterval(count, 15000);

          // Whether messages still come in, whether the server is still there, and whether both clocks agree. An answer older than
          // 40 s, at the latest after 50 s, and the page says how old it is.
          const feed = document.querySelector("[data-feed]");
          if (feed) {
            const stale = document.querySelector("[data-stale]");
            const apart = document.querySelector("[data-skew]");
            let answered = loaded;
            const say = (element, text) => {
              element.hidden = text === "";
              if (element.textContent !== text) element.textContent = text;
            };
            const age = () => {
              const isOld = Date.now() - answered >= 40000;
              say(stale, isOld ? fill(stale.dataset.stale, { age: duration((Date.now() - loaded) / 1000) }) : "");
              say(apart, Math.abs(skew) >= 120000 ? fill(apart.dataset.skew, { age: duration(skew / 1000) }) : "");
            };
            const ask = async () => {
              if (document.hidden) return;
              try {
                const options = { headers: { Accept: "application/json" }, credentials: "same-origin", signal: AbortSignal.timeout(8000) };
                const answer = await fetch(feed.dataset.feed, options);
                if (answer.ok) {
                  const { now, quiet } = await answer.json();
                  answered = Date.now();
                  skew = now * 1000 - answered;
                  say(feed, quiet);
                }
              } catch { /* The page says so when it has lasted. */ }
              age();
            };
            age();
            setInterval(ask, 20000);
            document.addEventListener("visibilitychange", ask);
          }

          // News: a line says how many; the rows stay where they are.
          const news = document.querySelector("[data-news]");
          if (news) {
            const link = news.querySelector("a");
            setInterval(async () => {
              if (document.hidden) return;
              try {
                const answer = await fetch(news.dataset.poll, { headers: { Accept: "application/json" }, credentials: "same-origin" });
                if (!answer.ok) return;
                const { count, text } = await answer.json();
                if (count > 0 && link.textContent !== text) { link.textContent = text; link.hidden = false; }
              } catch { /* The next round asks again. */ }
            }, 20000);
          }

          // The menu closes as menus do.
          const menu = document.querySelector("details.menu");
          document.addEventListener("click", (event) => { if (menu && !menu.contains(event.target)) menu.open = false; });

          document.addEventListener("keydown", (event) => {
            if (event.key === "Escape" && menu && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
          });

          // Single keys: never while typing, never with a modifier, not at all when switched off.
          if (body.dataset.keys !== "on") return;
          let went = 0;
          const rows = () => Array.from(document.querySelectorAll("[data-row]"));
          const target = (row) => row.querySelector(".row-link") || row;
          const move = (step) => {
            const all = rows();
            if (all.length === 0) return;
            const here = all.findIndex((row) => row.contains(document.activeElement));
            const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + step));
            target(all[next]).focus();
            all[next].scrollIntoView({ block: "nearest" });
          };
          const go = (path) => { const link = document.querySelector('.head nav a[href="' + path + '"]'); if (link) location.assign(link.href); };
          document.addEventListener("keydown", (event) => {
            if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
            const at = event.target;
            const typing = at.isContentEditable || at.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
            if (typing) return;
            const waited = Date.now() - went < 1500;
            went = 0;
            if (waited && event.key === "q") return go("/alerts");
            if (waited && event.key === "f") return go("/flights");
            if (waited && event.key === "l") return go("/lists");
            if (waited && event.key === "i") return go("/indicators");
            if (waited && event.key === "a") return go("/accounts");
            if (waited && event.key === "c") return go("/carriers");
            if (waited && event.key === "o") return go("/log");
            if (waited && event.key === "m") return go("/messages");
            if (waited && event.key === "s") return go("/status");
            switch (event.key) {
              case "g": went = Date.now(); return;
              case "j": move(1); break;
              case "k": move(-1); break;
              case "?": location.assign("/help/keyboard"); break;
              case "/":
              case "n": {
                const field = document.querySelector(event.key === "/" ? "[data-find]" : "[data-number]");
                if (field) field.focus();
                else if (event.key === "/") go("/search");
                else return;
                break;
              }
              default: {
                if (!/^[1-9]$/.test(event.key)) return;
                const choice = document.querySelector('[data-choice="' + event.key + '"]');
                if (!choice) return;
                choice.checked = true;
                choice.dispatchEvent(new Event("change", { bubbles: true }));
                const more = choice.closest(".choice").querySelector("select, input[type=text]");
                (more || document.getElementById("text")).focus();
              }
            }
            event.preventDefault();
          });
        })();

        """
}
