//! Reads `others.txt`, what other tools call the advice that podls gives, and writes it as a static table.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::pages::Pages;
use crate::{Fault, Source};

/// The table as Rust source: tool, its name, our code; sorted.
pub(crate) fn write(source: &Source, pages: &Pages) -> Result<String, Fault> {
    let mut rows = BTreeSet::new();
    for (number, line) in source.lines() {
        let mut words = line.split_whitespace();
        let (Some(code), Some(tool), names) = (words.next(), words.next(), words) else {
            return source.fault(number, "a line is a code, a tool and what that tool calls it");
        };
        if !pages.contains_key(code) {
            return source.fault(number, format!("`{code}` has no page"));
        }
        for name in names {
            rows.insert((tool, name, code));
        }
    }
    let mut out = String::from("static OTHERS: &[(&str, &str, &str)] = &[\n");
    for row in rows {
        writeln!(out, "{row:?},").map_err(|fault| fault.to_string())?;
    }
    out.push_str("];\n");
    Ok(out)
}
