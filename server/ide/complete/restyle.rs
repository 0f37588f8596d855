//! Blocks of YAML written in one style, put into another. Knows lines, dashes and colons.

use crate::ide::style::Style;

/// `block`, in which every level is two spaces deeper and dashes stand below their key, in `style`. It has
/// no block scalars.
pub(super) fn restyle(block: &str, style: Style) -> String {
    // By column as written: the column it gets.
    let mut columns = vec![0];
    // The column, as written, of the key that the line before opens.
    let mut opened: Option<usize> = None;
    let mut out = String::new();
    for (number, line) in block.lines().enumerate() {
        let content = line.trim_start_matches(' ');
        let written = line.len() - content.len();
        let set = |columns: &mut Vec<usize>, at: usize, to: usize| {
            columns.resize(at.max(columns.len() - 1) + 1, to);
            if let Some(column) = columns.get_mut(at) {
                *column = to;
            }
        };
        let of = |columns: &[usize], at: usize| columns.get(at).copied().unwrap_or(at);
        if number > 0 {
            out.push('\n');
        }
        let key;
        if let Some(item) = content.strip_prefix("- ") {
            let dash = of(&columns, written) + style.dash;
            key = written + 2;
            set(&mut columns, key, dash + style.item);
            out.push_str(&" ".repeat(dash));
            out.push_str(&style.bullet());
            out.push_str(item);
        } else {
            if let Some(opened) = opened.filter(|opened| opened + 2 == written) {
                let column = of(&columns, opened) + style.step;
                set(&mut columns, written, column);
            }
            key = written;
            out.push_str(&" ".repeat(of(&columns, written)));
            out.push_str(content);
        }
        opened = line.ends_with(':').then_some(key);
    }
    out
}

/// What stands in quotes around a place.
#[derive(Clone, Copy)]
pub(super) struct Quotes {
    /// Keys do.
    pub(super) keys: bool,
    /// Text does.
    pub(super) values: bool,
}

/// `block`, as above, on one line between braces; those around it are left out.
pub(super) fn flow(block: &str, quotes: Quotes) -> String {
    let lines: Vec<(usize, &str)> = block
        .lines()
        .map(|line| {
            let content = line.trim_start_matches(' ');
            (line.len() - content.len(), content)
        })
        .collect();
    mapping(&lines, quotes)
}

/// The pairs in `lines`, which all belong to one mapping, the first line at its column.
fn mapping(lines: &[(usize, &str)], quotes: Quotes) -> String {
    let Some((column, _)) = lines.first().copied() else { return String::new() };
    let mut pairs = Vec::new();
    let mut rest = lines;
    while let Some(((_, line), after)) = rest.split_first() {
        // Dashes stand at the column of their key.
        let is_below =
            |(indent, line): &(usize, &str)| *indent > column || (*indent == column && line.starts_with("- "));
        let length = after.iter().take_while(|line| is_below(line)).count();
        let (below, others) = after.split_at(length);
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        let key = if quotes.keys { format!("\"{key}\"") } else { key.to_owned() };
        let value = match below.first() {
            None => scalar(value.trim(), quotes),
            Some((_, first)) if first.starts_with("- ") => format!("[{}]", items(below, quotes)),
            Some(_) => format!("{{{}}}", mapping(below, quotes)),
        };
        pairs.push(format!("{key}: {value}"));
        rest = others;
    }
    pairs.join(", ")
}

/// The items in `lines`, each beginning with a dash at the column of the first.
fn items(lines: &[(usize, &str)], quotes: Quotes) -> String {
    let Some((column, _)) = lines.first().copied() else { return String::new() };
    let mut found = Vec::new();
    let mut rest = lines;
    while let Some(((_, line), after)) = rest.split_first() {
        let length = after.iter().take_while(|(indent, _)| *indent > column).count();
        let (below, others) = after.split_at(length);
        let content = line.trim_start_matches("- ");
        let is_pair = content.split_once(':').is_some_and(|(_, value)| value.is_empty() || value.starts_with(' '));
        if is_pair && !content.starts_with('"') {
            let mut item = vec![(column + 2, content)];
            item.extend_from_slice(below);
            found.push(format!("{{{}}}", mapping(&item, quotes)));
        } else {
            found.push(scalar(content, quotes));
        }
        rest = others;
    }
    found.join(", ")
}

fn scalar(value: &str, quotes: Quotes) -> String {
    let plain = crate::ide::Snippet::of(value).plain();
    let is_text = crate::syntax::Scalar::of_plain(&plain) == crate::syntax::Scalar::String;
    let is_bare = !value.starts_with(['"', '[', '{']);
    if quotes.values && is_text && is_bare { format!("\"{value}\"") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_dashes_follow_the_style() {
        let block = "a: b\nc:\n  d:\n  - e: f\n    g:\n      h: i\n  - e:\n    - j\nk:\n- l";
        let same = Style { step: 2, dash: 0, item: 2, newline: "\n" };
        assert_eq!(restyle(block, same), block);
        let wide = Style { step: 4, dash: 2, item: 4, newline: "\n" };
        let expected = "a: b\nc:\n    d:\n      -   e: f\n          g:\n              h: i\n      -   e:\n            -   j\nk:\n  -   l";
        assert_eq!(restyle(block, wide), expected);
    }

    #[test]
    fn a_block_fits_on_a_line() {
        let block = "a: b\nc:\n  d:\n  - e: 1\n    g:\n      h: «1:i»\n  - j\nk:\n- l";
        let plain = Quotes { keys: false, values: false };
        assert_eq!(flow(block, plain), "a: b, c: {d: [{e: 1, g: {h: «1:i»}}, j]}, k: [l]");
        let json = Quotes { keys: true, values: true };
        let expected = "\"a\": \"b\", \"c\": {\"d\": [{\"e\": 1, \"g\": {\"h\": \"«1:i»\"}}, \"j\"]}, \"k\": [\"l\"]";
        assert_eq!(flow(block, json), expected);
    }
}
