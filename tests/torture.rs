//! Texts that nobody writes and anybody may open, for both doors. Small enough for a quick run; ten to
//! a hundred times larger where `PODLS_CASES` asks for more.

/// A text by name.
pub(crate) struct Torture {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    /// How what is told of it begins, code and message of the first error; nothing where it is let pass.
    pub(crate) told: &'static str,
}

fn pod(containers: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n{containers}")
}

/// `count` pieces, made from their number.
fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

const DEEP: &str = "yaml-syntax: this is nested too deep; at most 255 brackets or 500 lists and mappings";
const OPEN: &str = "yaml-syntax: the quote '\"' opened here is not closed; add '\"'";

/// All of them.
pub(crate) fn texts() -> Vec<Torture> {
    let scale = if std::env::var_os("PODLS_CASES").is_some() { 10 } else { 1 };
    let mega = scale * scale * 10_000;
    let app = pod("  - name: app\n    image: app:1\n");
    let bomb = many(40, |level| match level {
        0 => "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(),
        _ => format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")),
    });
    let merges = many(30, |level| match level {
        0 => "a0: &a0 {name: app}\n".to_owned(),
        _ => format!("a{level}: &a{level}\n  <<: [*a{0}, *a{0}, *a{0}]\n  image: app:1\n", level - 1),
    });
    let items = many(30, |level| match level {
        0 => "a0: &a0 {name: app, image: app:1}\n".to_owned(),
        _ => format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1),
    });
    let one = |name, text, told| Torture { name, text, told };
    vec![
        one("brackets, deep", format!("{app}  volumes: {}\n", "[".repeat(100_000)), DEEP),
        one("brackets in order, deep", format!("{app}  volumes: {}{}\n", "[".repeat(100_000), "]".repeat(100_000)), DEEP),
        one("braces, deep", format!("{app}  volumes: {}\n", "{a: ".repeat(100_000)), DEEP),
        one("dashes, deep", format!("{app}  volumes:\n  {}x\n", "- ".repeat(100_000)), DEEP),
        one("explicit keys, deep", format!("{app}  volumes:\n  {}x\n", "? ".repeat(100_000)), DEEP),
        one("mappings, deep", many(600, |level| format!("{}k:\n", " ".repeat(level))), DEEP),
        one("a plain line", format!("{app}    args: [{}]\n", "x".repeat(mega)), ""),
        one("a quoted line", pod(&format!("  - name: app\n    image: app:1\n    args: [\"{}\"]\n", "x ".repeat(mega / 2))), ""),
        one("a comment", format!("# {}\n{app}", "x: ".repeat(mega / 3)), ""),
        one("a flow line", format!("{app}  nodeSelector: {{{}}}\n", many(mega / 40, |key| format!("k{key}: v, "))), ""),
        one("a bad value", pod(&format!("  - name: {}\n    image: app:1\n", "Ä".repeat(mega / 2))), "name-invalid: 'ÄÄÄÄ"),
        one("a bad key", format!("{app}  {}: x\n", "k".repeat(mega)), "yaml-syntax: 'kkkk"),
        one("a long name", app.replace("name: web", &format!("name: {}", "w".repeat(mega))), "name-invalid: the name 'wwww"),
        one("an image", pod(&format!("  - name: app\n    image: {}\n", "a/".repeat(mega / 2))), ""),
        one("a quantity", pod(&format!("  - name: app\n    image: app:1\n    resources: {{limits: {{cpu: {}}}}}\n", "9".repeat(mega))), "quantity-invalid: '9999"),
        one("a number of exponents", pod(&format!("  - name: app\n    image: app:1\n    resources: {{limits: {{cpu: 1e{}}}}}\n", "9".repeat(mega))), "quantity-invalid: '1e999"),
        one("a schedule", format!("apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: web\nspec:\n  schedule: \"{}\"\n", "*/1,".repeat(mega / 4)), "missing-field: 'jobTemplate'"),
        one("a command", pod(&format!("  - name: app\n    image: app:1\n    command: [sh, -c, '{}']\n", "$(( ".repeat(mega / 20))), ""),
        one("variables", pod(&format!("  - name: app\n    image: app:1\n    args: ['{}']\n", "$(A)".repeat(mega / 20))), ""),
        one("billions of laughs", format!("{bomb}{app}"), "unknown-field: there is no field 'a0'"),
        one("laughs as merges", format!("{merges}{app}  - *a29\n"), "unknown-field: there is no field 'a0'"),
        one("laughs as containers", format!("{items}{}", app.replace("containers:\n", "initContainers: *a29\n  containers:\n")), "unknown-field: there is no field 'a0'"),
        one("an alias of what it is in", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: &s\n  containers: *s\n".to_owned(), "yaml-syntax: this alias stands for something that it is in"),
        one("a list of itself", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: &c [*c, {name: a, image: b, env: *c}]\n".to_owned(), "yaml-syntax: this alias stands for something that it is in"),
        one("merges of itself", "apiVersion: v1\nkind: Pod\nmetadata: &m {<<: *m, name: web}\nspec: &s\n  <<: *s\n  containers: [{name: a, image: b}]\n".to_owned(), "yaml-syntax: this alias stands for something that it is in"),
        one("merges in a ring", "a: &a {<<: *b}\nb: &b {<<: *a}\napiVersion: v1\nkind: Pod\nmetadata: *a\nspec: *b\n".to_owned(), "unknown-field: there is no field 'a'"),
        one("control characters", format!("{app}    # \u{1}\u{8}\u{b}\u{1b}[31m\u{7f}\n    args: [\"\u{7}\"]\n"), "yaml-syntax: control character U+0001"),
        one("NUL, far in", format!("# {}\n{app}    args: [\"\0\"]\n", "x".repeat(2000)), "yaml-syntax: control character U+0000"),
        one("line ends of all kinds", app.replace("kind", "# \u{2028}\u{2029}\u{85}\rkind").replace("spec:\n", "spec:\r\n").replace("    image", "\r    image"), ""),
        one("a byte order mark in the middle", format!("{app}---\n\u{feff}{app}"), "unknown-field: there is no field '\u{feff}apiVersion'"),
        one("signs that look like none", app.replace("name: web", "na\u{200b}me: we\u{202e}b"), "missing-name: 'metadata.name'"),
        one("an open quote", format!("{app}    args: [\"a\n{}", "key: value # it's\n".repeat(30)), OPEN),
        one("open quotes", "a: \"\n".repeat(201), OPEN),
        one("open brackets", "a: [\n".repeat(100), "yaml-syntax: the bracket '[' opened here is not closed"),
        one("an open block", format!("{app}    command:\n    - |"), ""),
        one("an open anchor", format!("{app}    args: &"), "yaml-syntax: '&' needs the name of an anchor"),
        one("an open alias", format!("{app}    args: *"), "yaml-syntax: '*' needs the name of an anchor"),
        one("an open tag", format!("{app}    args: !<"), "yaml-syntax: '!<' cannot be read as YAML"),
        one("an open directive", format!("%YAML\n%\n%TAG ! \n---\n{app}"), "yaml-syntax: a line that begins with '%25' is a directive"),
        one("directives", format!("{}---\n{app}", "%YAML 1.1\n".repeat(200)), "yaml-syntax: a line that begins with '%25' is a directive"),
        one("keys", format!("{app}  nodeSelector:\n{}", many(1_000 * scale, |key| format!("    k{key}: v\n"))), ""),
        one("unknown keys", format!("{}{app}", many(30 * scale, |key| format!("k{key}: v\n"))), "unknown-field: there is no field 'k0'"),
        one("the same key", format!("{app}{}", "  nodeName: x\n".repeat(30 * scale)), "duplicate-key: 'nodeName' stands twice"),
        one("containers", pod(&many(40 * scale, |at| format!("  - name: c{at}\n    image: app:{at}\n    ports: [{{containerPort: {}}}]\n", at + 1))), ""),
        one("the same container", pod(&many(30 * scale, |_| "  - name: c\n    image: app:1\n    ports: [{containerPort: 80}]\n".to_owned())), "duplicate-container-name: 'c' is"),
        one("documents", many(200 * scale, |at| format!("---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c{at}\n")), ""),
        one("separators", "---\n".repeat(2_000 * scale), ""),
        one("ends of documents", "...\n".repeat(2_000 * scale), ""),
        one("nothing but line ends", "\n".repeat(mega / 10), ""),
        one("nothing but spaces", " ".repeat(mega / 10), ""),
        one("templates", "{{ if .a }}\n{{- range .b }}\na: {{ . }}\n".repeat(200), ""),
        one("permissions", "# podls: allow port-conflict\n".repeat(200), ""),
    ]
}
