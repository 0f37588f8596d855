//! The style sheet of a picture. Every rule is kept inside `.podls`, so a page that holds one keeps its own.

/// Light unless the reader prefers dark; the classes `light` and `dark` on the root decide otherwise.
pub(super) const SHEET: &str = "\
.podls{--ground:#fff;--edge:#d9dee6;--ink:#1b2130;--soft:#566072;--line:#98a2b1;--band:#f3f5f9;\
--init:#fdf0d3;--init-ink:#9a5b00;--native:#d6f3ed;--native-ink:#0a7567;--app:#dee8ff;--app-ink:#2557c7;\
--side:#ebe3ff;--side-ink:#6440c0;--debug:#eceff3;--debug-ink:#5d6775;\
font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",sans-serif}
@media (prefers-color-scheme:dark){.podls:not(.light){--ground:#14181f;--edge:#2c3440;--ink:#e9edf3;--soft:#a5b0c0;\
--line:#66717f;--band:#1c222b;--init:#3b2c0e;--init-ink:#efb548;--native:#0d3731;--native-ink:#46cfba;\
--app:#1a2f5c;--app-ink:#82abff;--side:#302456;--side-ink:#b89fff;--debug:#282e37;--debug-ink:#a0abba}}
.podls.dark{--ground:#14181f;--edge:#2c3440;--ink:#e9edf3;--soft:#a5b0c0;\
--line:#66717f;--band:#1c222b;--init:#3b2c0e;--init-ink:#efb548;--native:#0d3731;--native-ink:#46cfba;\
--app:#1a2f5c;--app-ink:#82abff;--side:#302456;--side-ink:#b89fff;--debug:#282e37;--debug-ink:#a0abba}
.podls text{fill:var(--ink)}
.podls .t{font-size:18px;font-weight:700}
.podls .n{font-size:13px;font-weight:600}
.podls .p{font-size:11px}
.podls .s{font-size:11px;fill:var(--soft)}
.podls .c{font-size:10px;fill:var(--tone,var(--soft))}
.podls .init{--fill:var(--init);--tone:var(--init-ink)}
.podls .native{--fill:var(--native);--tone:var(--native-ink)}
.podls .app{--fill:var(--app);--tone:var(--app-ink)}
.podls .side{--fill:var(--side);--tone:var(--side-ink)}
.podls .debug{--fill:var(--debug);--tone:var(--debug-ink)}
.podls .ground{fill:var(--ground);stroke:var(--edge)}
.podls .bar{fill:var(--fill);stroke:var(--tone);stroke-width:1.25}
.podls .debug .bar{stroke-dasharray:5 4}
.podls .chip{fill:none;stroke:var(--tone);stroke-opacity:.55}
.podls .stop{fill:var(--ground);stroke:var(--tone)}
.podls .frame{fill:none;stroke:var(--line);stroke-dasharray:3 4}
.podls .axis,.podls .flow,.podls .head{fill:none;stroke:var(--line);stroke-width:1.5;stroke-linecap:round}
.podls .flow,.podls .head{stroke:var(--soft)}
.podls .guide{fill:none;stroke:var(--line);stroke-dasharray:2 4;stroke-opacity:.8}
.podls .tick{fill:var(--ground);stroke:var(--line);stroke-width:1.5}
.podls .sign{fill:var(--ground);stroke:var(--tone);stroke-width:1.5}
.podls .sign.full{fill:var(--tone);stroke:var(--ground)}
.podls .mark{fill:none;stroke:var(--tone);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.podls .net,.podls .volume{fill:var(--band)}
.podls .lost{fill:none;stroke:var(--line);stroke-dasharray:4 4}
.podls .wire{fill:none;stroke:var(--tone);stroke-width:1.5}
.podls .plug{fill:var(--tone);stroke:var(--tone);stroke-width:1.5}
.podls .plug.open{fill:var(--band)}
.podls .pill{fill:var(--ground);stroke:var(--tone)}
";
