//! `podls explain`: the page about a code. Knows no page itself.

use super::{BLIND, CLEAN, Streams};

/// The page about `code`, as plain text.
pub(super) fn page(_code: &str) -> Option<&'static str> {
    None
}

/// Prints the page about `code` that `page` finds.
pub(super) fn explain(code: &str, page: fn(&str) -> Option<&'static str>, streams: &mut Streams<'_>) -> u8 {
    let Some(page) = page(code) else {
        let code = annotate_snippets::normalize_untrusted_str(code);
        let _ =
            writeln!(streams.err, "podls: `{code}` is no code podls knows; a code is the word in brackets of a report");
        return BLIND;
    };
    let written = writeln!(streams.out, "{}", page.trim_end()).and_then(|()| streams.out.flush());
    super::report::written(written, CLEAN, streams.err)
}
