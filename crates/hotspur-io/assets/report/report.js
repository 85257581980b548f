"use strict";
/* The page works without this: it adds sorting, tips that the keyboard reaches, and opens what a link leads into. */
(() => {
  const sortKey = (cell) => {
    const value = cell.dataset.v;
    if (value === undefined) return cell.textContent.trim();
    return value === "" ? null : Number(value);
  };
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "en", { numeric: true }));

  const sort = (table, column, header) => {
    /* Figures begin with the highest, names with A; the same header again turns the order round. */
    const before = header.getAttribute("aria-sort");
    const rising = before === null ? !header.classList.contains("n") : before === "descending";
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, at) => ({ row, at, key: sortKey(row.cells[column]) }));
    rows.sort((a, b) => {
      /* What has no value comes last, whichever way. */
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.at - b.at;
      return (rising ? compare(a.key, b.key) : compare(b.key, a.key)) || a.at - b.at;
    });
    body.append(...rows.map((entry) => entry.row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", rising ? "ascending" : "descending");
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(table, column, header));
      header.append(button);
    });
  }

  const tip = document.getElementById("tip");
  const show = (text, x, y) => {
    tip.textContent = text;
    tip.hidden = false;
    const width = tip.offsetWidth;
    const height = tip.offsetHeight;
    tip.style.left = `${Math.max(4, Math.min(x + 14, document.documentElement.clientWidth - width - 4))}px`;
    tip.style.top = `${y + 18 + height > window.innerHeight ? y - height - 10 : y + 18}px`;
  };
  const hide = () => { tip.hidden = true; };
  for (const target of document.querySelectorAll("[data-tip]")) {
    /* One tip at a time: the picture's own title would come up beside ours. */
    target.querySelectorAll("title").forEach((title) => title.remove());
    target.addEventListener("mousemove", (event) => show(target.dataset.tip, event.clientX, event.clientY));
    target.addEventListener("mouseleave", hide);
    target.addEventListener("focus", () => {
      const box = target.getBoundingClientRect();
      show(target.dataset.tip, box.left + box.width / 2, box.top + box.height / 2);
    });
    target.addEventListener("blur", hide);
  }
  /* The cells of a week have their numbers in a table. */
  const clock = (hour) => `${String(hour).padStart(2, "0")}:00`;
  for (const grid of document.querySelectorAll("[data-week]")) {
    const days = document.getElementById(grid.dataset.week).tBodies[0].rows;
    grid.addEventListener("mousemove", (event) => {
      const box = grid.getBoundingClientRect();
      const cells = days[Math.min(6, Math.max(0, Math.floor(((event.clientY - box.top) / box.height) * 7)))].cells;
      const columns = cells.length - 2;
      const column = Math.min(columns - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * columns)));
      const from = (column * 24) / columns;
      show(`${cells[0].textContent} ${clock(from)} to ${clock(from + 24 / columns)}: ${cells[column + 1].textContent}`, event.clientX, event.clientY);
    });
    grid.addEventListener("mouseleave", hide);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  /* A link into something folded opens it. */
  const unfold = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let parent = target; parent; parent = parent.parentElement) if (parent.tagName === "DETAILS") parent.open = true;
    if (target) target.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  unfold();
})();
