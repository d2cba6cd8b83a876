/// What the page looks like, and how its tables are sorted.
///
/// The policy of the page lets in nothing but these two texts, which it knows by their SHA-256.
enum PageStyle {
  static let policy =
    """
    default-src 'none'; style-src 'sha256-oIYBas9XAddFQKGlabQ7Fyu9cG0cSqyP0DgOJdS5ypg='; script-src 'sha256-0y/kF4GN3FCE6O4d+1ZrS/T28BSNKhjdKjf+AlfYGq4='; \
    base-uri 'none'; form-action 'none'
    """

  static let style: StaticString = """
    :root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #fbfbf9; --card: #ffffff;
      --line: #dfe2e6; --delivered: #2b8a78; --handed: #6ba3d6; --flight: #b4bcc6; --contra: #8d63c7;
      --expired: #e3a13b; --failed: #c8433e; --s0: #c8433e; --s1: #e3a13b; --s2: #3f78b5; --s3: #8d63c7;
      --s4: #2b8a78; --s5: #b5658f; --s6: #7c8a2e; --s7: #4d5766; --rest: #b4bcc6; --shade: #8a94a0; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #9aa5b3; --paper: #14181e;
      --card: #1c222a; --line: #323a45; --delivered: #43b49d; --handed: #5b93c9; --flight: #5d6875;
      --contra: #a987dd; --expired: #e0aa52; --failed: #e0645c; --s0: #e0645c; --s1: #e0aa52; --s2: #6aa2dd;
      --s3: #a987dd; --s4: #43b49d; --s5: #cf86ad; --s6: #a3b14f; --s7: #93a0b0; --rest: #5d6875;
      --shade: #7a8592; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 84rem; padding: 1.5rem 1rem 3rem; background: var(--paper);
      color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
    h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; }
    h2 { margin: 2.5rem 0 .25rem; font-size: 1.2rem; }
    p { margin: .25rem 0 .75rem; }
    .lead, .note, figcaption, footer { color: var(--soft); font-size: .875rem; }
    .warning { margin: 1rem 0 0; padding: .6rem .9rem; border-left: 4px solid var(--expired);
      background: var(--card); }
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem;
      margin: 1.25rem 0 0; padding: 0; list-style: none; }
    .cards li { padding: .75rem .9rem; border: 1px solid var(--line); border-radius: .5rem;
      background: var(--card); }
    .cards b { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
    .cards span { color: var(--soft); font-size: .8125rem; }
    .cards small { display: block; color: var(--soft); font-size: .75rem; }
    figure { margin: .75rem 0 0; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem;
      background: var(--card); }
    .legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0 0 .5rem; padding: 0;
      list-style: none; font-size: .8125rem; }
    .legend i { display: inline-block; width: .8em; height: .8em; margin-right: .4em; border-radius: 2px; }
    .scroll { overflow-x: auto; }
    svg { display: block; width: 100%; min-width: 44rem; height: auto; }
    .grid { stroke: var(--line); } .axis { stroke: var(--soft); }
    .tick { fill: var(--soft); font-size: 12px; } .end { text-anchor: end; } .strong { fill: var(--ink); }
    .curve { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
    .delivered { fill: var(--delivered); background: var(--delivered); }
    .handed { fill: var(--handed); background: var(--handed); }
    .flight { fill: var(--flight); background: var(--flight); }
    .contra { fill: var(--contra); background: var(--contra); }
    .expired { fill: var(--expired); background: var(--expired); }
    .failed { fill: var(--failed); background: var(--failed); }
    .rest { fill: var(--rest); background: var(--rest); }
    .s0 { fill: var(--s0); background: var(--s0); } .s1 { fill: var(--s1); background: var(--s1); }
    .s2 { fill: var(--s2); background: var(--s2); } .s3 { fill: var(--s3); background: var(--s3); }
    .s4 { fill: var(--s4); background: var(--s4); } .s5 { fill: var(--s5); background: var(--s5); }
    .s6 { fill: var(--s6); background: var(--s6); } .s7 { fill: var(--s7); background: var(--s7); }
    .rate { background: var(--ink); } .curve.rate { stroke: var(--ink); }
    .p50 { stroke: var(--s4); background: var(--s4); } .p90 { stroke: var(--s2); background: var(--s2); }
    .p95 { stroke: var(--s3); background: var(--s3); } .p99 { stroke: var(--s0); background: var(--s0); }
    .provisional { fill: var(--shade); opacity: .15; }
    table { width: 100%; margin-top: .75rem; border-collapse: collapse; font-size: .875rem;
      font-variant-numeric: tabular-nums; }
    th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: top; white-space: nowrap; }
    th { vertical-align: bottom; white-space: normal; } .number { text-align: right; }
    td.text { max-width: 26rem; overflow-wrap: break-word; white-space: normal; }
    td.time { min-width: 6.2rem; white-space: normal; } td.none { color: var(--soft); }
    th button { padding: 0; border: 0; background: none; color: var(--soft); font: inherit; font-weight: 600;
      text-align: inherit; cursor: pointer; }
    th[aria-sort=ascending] button::after { content: " \\2191"; }
    th[aria-sort=descending] button::after { content: " \\2193"; }
    meter { width: 4rem; height: .6rem; margin-right: .5rem; vertical-align: middle; }
    footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
    @media print { body { max-width: none; padding: 0; font-size: 11px; }
      figure, tr, .cards { break-inside: avoid; } h2 { break-after: avoid; } .scroll { overflow: visible; }
      svg { min-width: 0; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }

    """

  static let script: StaticString = """
    for (const heading of document.querySelectorAll("th")) heading.firstElementChild.onclick = () => {
      const column = heading.cellIndex, body = heading.closest("table").tBodies[0];
      const isNumber = heading.classList.contains("number");
      const descends = (heading.ariaSort || (isNumber ? "ascending" : "descending")) == "ascending";
      for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", descends ? "descending" : "ascending");
      const key = row => isNumber ? parseFloat(row.cells[column].dataset.key ?? "NaN")
        : row.cells[column].textContent;
      const compare = (a, b) => isNumber ? (isNaN(a) - isNaN(b)) || a - b : a < b ? -1 : a > b ? 1 : 0;
      const rows = [...body.rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (isNumber && (isNaN(x) || isNaN(y))) return compare(x, y);
        return descends ? compare(y, x) : compare(x, y);
      });
      body.append(...rows);
    };

    """
}
