//! The house holds: layers use only what is to their left, each outside crate has its place, nothing left
//! of the doors touches the world, files are short and introduce themselves.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from left to right. Those on one step do not know each other.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["finding"],
    &["syntax"],
    &["schema"],
    &["pod"],
    &["validate"],
    &["rules"],
    &["templates"],
    &["settings"],
    &["ide"],
    &["disk"],
    &["cli", "lsp"],
];

/// Crates that may be named only below these paths.
const PLACES: &[(&str, &str)] = &[
    ("ropey", "text.rs"),
    ("yaml_rust2", "syntax/parse.rs"),
    ("dashmap", "lsp/documents.rs"),
    ("tower_lsp", "lsp/"),
    ("tokio", "lsp/"),
    ("tower", "lsp/"),
    ("futures", "lsp/"),
    ("clap", "cli/"),
    ("clap_complete", "cli/"),
    ("clap_mangen", "cli/"),
    ("annotate_snippets", "cli/"),
    ("anstream", "cli/"),
    ("anstyle", "cli/"),
    ("globset", "disk/"),
    ("ignore", "cli/"),
    ("indicatif", "cli/"),
    ("similar", "cli/"),
    ("tempfile", "cli/"),
    ("terminal_size", "cli/"),
];

/// What only the doors may touch.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::time",
    "std::thread",
    "SystemTime",
    "Instant",
];

/// What stops a program, or is left over from writing it.
const STOPPERS: &[&str] = &[
    ".unwrap()",
    ".expect(",
    "panic!(",
    "todo!(",
    "unimplemented!(",
    "unreachable!(",
    "dbg!(",
    "println!(",
    "eprintln!(",
];

pub(crate) struct Source {
    /// Path below `server/`, with slashes.
    pub(crate) path: String,
    /// The text without comments, strings and what is only there for tests; line breaks stay.
    pub(crate) code: String,
}

pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    assert!(!found.is_empty(), "no Rust file in {folder}");
    found
}

pub(crate) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("server");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("text");
        let path = path.strip_prefix(&root).expect("below server").to_string_lossy().replace('\\', "/");
        let code = without_tests(&without_words(&text));
        Source { path, code }
    };
    files("server").into_iter().map(read).collect()
}

/// `text` with comments and the inside of strings and characters blanked out.
fn without_words(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(hashes) = raw_string(rest) {
            let end = format!("\"{}", "#".repeat(hashes));
            let open = hashes + 2;
            rest[open..].find(&end).map_or(rest.len(), |at| open + at + end.len())
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' && is_character(rest) {
            quoted(rest, '\'')
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        code.extend(rest[..length].chars().filter(|c| *c == '\n'));
        code.push(' ');
        rest = &rest[length..];
    }
    code
}

fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// A quote that opens a character, not a lifetime.
fn is_character(rest: &str) -> bool {
    let mut letters = rest.chars().skip(1);
    match letters.next() {
        Some('\\') => true,
        Some(_) => letters.next() == Some('\''),
        None => false,
    }
}

/// The length of what `quote` opens at the start of `rest`.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        if letter == quote && !escaped {
            return at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    rest.len()
}

/// `code` with every item under `#[cfg(test)]` blanked out.
pub(crate) fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = match (item.find('{'), item.find(';')) {
            (Some(open), semicolon) if semicolon.is_none_or(|semicolon| open < semicolon) => block_end(item, open),
            (_, Some(semicolon)) => semicolon + 1,
            (_, None) => item.len(),
        };
        kept.extend(item[..end].chars().filter(|c| *c == '\n'));
        rest = &item[end..];
    }
    kept + rest
}

fn block_end(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, letter) in code[open..].char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => return open + at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// Where `word` stands in `code` as a whole word, as line numbers.
pub(crate) fn lines_with(code: &str, word: &str) -> Vec<usize> {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word)
        .filter(|(at, _)| !code[..*at].ends_with(part_of_word) && !code[at + word.len()..].starts_with(part_of_word))
        .map(|(at, _)| code[..at].matches('\n').count() + 1)
        .collect()
}

/// The first names after `crate::`, one each for `crate::{a, b::c}`.
fn crate_names(code: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (at, word) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let after = &code[at + word.len()..];
        let name = |text: &str| -> String {
            text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        if after.starts_with('{') {
            let group = &after[1..block_end(after, 0) - 1];
            let mut depth = 0;
            let parts = group.split(|c: char| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                c == ',' && depth == 0
            });
            names.extend(parts.map(|part| (line, name(part))));
        } else {
            names.push((line, name(after)));
        }
    }
    names.retain(|(_, name)| !name.is_empty());
    names
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|step| step.contains(&module))
}

fn module_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

#[test]
fn a_layer_uses_only_what_is_left_of_it() {
    let mut wrong = Vec::new();
    for source in sources() {
        let module = module_of(&source.path);
        if module == "main" || module == "lib" {
            continue;
        }
        let Some(own) = layer_of(module) else {
            wrong.push(format!("server/{}: `{module}` has no place among the layers", source.path));
            continue;
        };
        for (line, name) in crate_names(&source.code) {
            let reachable = name == module || layer_of(&name).is_some_and(|layer| layer < own);
            if !reachable {
                wrong.push(format!("server/{}:{line}: `{module}` uses `{name}`", source.path));
            }
        }
        // `super` must not be a way round: it may climb to the top of the module, not out of it.
        let folder = source.path.ends_with("/mod.rs");
        let depth = source.path.split('/').count() - usize::from(folder);
        let out = vec!["super"; depth].join("::");
        for line in lines_with(&source.code, &out) {
            wrong.push(format!("server/{}:{line}: `{out}` leaves `{module}`", source.path));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_library_is_a_layer_in_reading_order() {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("server/lib.rs")).expect("text");
    let modules: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let places: Vec<usize> =
        modules.iter().map(|module| layer_of(module).unwrap_or_else(|| panic!("`{module}` is no layer"))).collect();
    assert!(places.is_sorted(), "{modules:?}");
}

#[test]
fn outside_crates_are_named_only_where_they_belong() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, place) in PLACES {
            let allowed = source.path == *place || (place.ends_with('/') && source.path.starts_with(place));
            if !allowed {
                // A word of English in code is no crate: it must be followed by a path or stand in `use`.
                for line in lines_with(&source.code, name) {
                    let text = source.code.lines().nth(line - 1).unwrap_or_default();
                    if text.contains(&format!("{name}::")) || text.trim_start().starts_with("use ") {
                        wrong.push(format!("server/{}:{line}: `{name}` belongs in server/{place}", source.path));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_the_doors_touch_the_world() {
    let mut wrong = Vec::new();
    for source in sources() {
        if ["disk", "cli", "lsp", "main"].contains(&module_of(&source.path)) {
            continue;
        }
        for word in WORLD {
            for line in lines_with(&source.code, word) {
                wrong.push(format!("server/{}:{line}: `{word}` is for the doors", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_in_the_server_can_stop_it() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (at, line) in source.code.lines().enumerate() {
            for word in STOPPERS.iter().filter(|word| line.contains(**word)) {
                wrong.push(format!("server/{}:{}: `{word}`", source.path, at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn files_introduce_themselves_and_stay_short() {
    let mut wrong = Vec::new();
    for folder in ["server", "tests", "schemas", "benches"] {
        for path in files(folder) {
            let text = fs::read_to_string(&path).expect("text");
            let lines = text.lines().count();
            if lines > 400 {
                wrong.push(format!("{} has {lines} lines: split it by feature", path.display()));
            }
            if !text.starts_with("//! ") {
                wrong.push(format!("{} does not open with `//!`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_code_is_not_fooled() {
    let code = "use crate::{text::{Span, Text}, ide};\n// crate::cli\nlet s = \"crate::lsp\"; let c = '\"'; 'a: loop {}\nlet r = r#\"crate::lsp \" \"#; crate::syntax::x();\n#[cfg(test)]\nmod tests { use crate::cli; fn f() { {} } }\nfn last() { x.unwrap() }\n#[cfg(test)]\nmod other;\n";
    let clean = without_tests(&without_words(code));
    let names: Vec<String> = crate_names(&clean).into_iter().map(|(line, name)| format!("{line} {name}")).collect();
    assert_eq!(names, ["1 text", "1 ide", "4 syntax"]);
    assert!(clean.contains(".unwrap()") && !clean.contains("tests") && !clean.contains("other"));
    assert_eq!(clean.matches('\n').count(), code.matches('\n').count());
}
