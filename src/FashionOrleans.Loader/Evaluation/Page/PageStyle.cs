namespace FashionOrleans.Loader.Evaluation.Page;

/// <summary>How the page looks, by day and by night.</summary>
static class PageStyle
{
    /// <summary>Colours of label sets; more sets begin again with the first.</summary>
    public const int Colours = 4;

    public const string Css =
        """
        :root { color-scheme: light dark; --text: #1d2129; --soft: #5a6372; --ground: #ffffff; --card: #f4f5f7; --line: #d9dde3;
          --right: #15803d; --wrong: #c2410c; --set0: #2563eb; --set1: #b45309; --set2: #7c3aed; --set3: #0f766e; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6e8ec; --soft: #a3abb8; --ground: #14161a; --card: #1f2329; --line: #363c46;
          --right: #4ade80; --wrong: #fb923c; --set0: #7aa7ff; --set1: #f5b04c; --set2: #b79bff; --set3: #4fd1c5; } }
        body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 860px; margin: 0 auto; padding: 24px 16px 64px; }
        h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 40px 0 8px; } h3 { font-size: 14px; margin: 0 0 6px; }
        p { margin: 4px 0 12px; } small, .soft { color: var(--soft); }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: 5px 10px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 16px; }
        svg { width: 100%; height: auto; } svg text { fill: var(--text); font-size: 12px; } svg .tick { fill: var(--soft); font-size: 11px; }
        svg .grid { stroke: var(--line); stroke-width: 1; }
        .set0 { --c: var(--set0); } .set1 { --c: var(--set1); } .set2 { --c: var(--set2); } .set3 { --c: var(--set3); }
        svg g circle { fill: var(--c); } svg g line, svg g polyline { stroke: var(--c); stroke-width: 2; fill: none; }
        svg g polygon { fill: var(--c); opacity: .16; }
        .key span { margin-right: 16px; } .key i { display: inline-block; width: 10px; height: 10px; border-radius: 5px; background: var(--c); margin-right: 6px; }
        .row { display: flex; gap: 10px; padding: 12px; margin: 0 0 12px; background: var(--card); border-radius: 10px; overflow-x: auto; }
        figure { margin: 0; flex: 0 0 112px; font-size: 12px; line-height: 1.35; overflow-wrap: anywhere; }
        figure img, figure .none { display: block; width: 106px; height: 132px; object-fit: contain; background: #fff; border: 3px solid var(--line); border-radius: 6px; }
        figure .none { display: grid; place-content: center; background: none; color: var(--soft); }
        .right img, .right .none { border-color: var(--right); } .wrong img, .wrong .none { border-color: var(--wrong); border-style: dashed; }
        .query { flex-basis: 124px; border-right: 1px solid var(--line); } .mark { font-weight: 600; }
        .right .mark { color: var(--right); } .wrong .mark { color: var(--wrong); } .other { color: var(--wrong); text-decoration: underline dotted; }
        """;
}
