//! What other tools call the advice that podls gives, so that what they were told to leave out is left
//! out here too. Made at build time from `schemas/others.txt`. Knows no check.

include!(concat!(env!("OUT_DIR"), "/others.rs"));

/// Our codes for what `tool` calls `name`, or for everything it knows if none is given. Letters of either
/// case count the same.
pub fn called(tool: &'static str, name: Option<&str>) -> impl Iterator<Item = &'static str> + use<> {
    let rows = OTHERS.iter().filter(move |(of, ..)| *of == tool);
    let name = name.map(str::to_ascii_lowercase);
    rows.filter(move |(_, called, _)| name.as_ref().is_none_or(|name| called.eq_ignore_ascii_case(name)))
        .map(|(.., code)| *code)
}
