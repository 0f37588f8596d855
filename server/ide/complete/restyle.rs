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
}
