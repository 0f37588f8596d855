//! Values that are to be filled in, or merged, before the manifest is used. They are judged by nobody.

use crate::syntax::Node;

/// The first placeholder in `text`, which holds one; all of it if it is one as a whole.
pub(super) fn placeholder_in(text: &str) -> &str {
    let between = |open: &str, close: &str| {
        let rest = text.get(text.find(open)?..)?;
        rest.get(..rest.find(close)? + close.len())
    };
    between("${", "}").or_else(|| between("{{", "}}")).unwrap_or(text)
}

/// Whether a key tells a strategic merge patch what to do; no field and no label begins with a `$`.
pub(super) fn is_directive(key: &str) -> bool {
    key.starts_with('$')
        && (key == "$patch"
            || key.starts_with("$retainKeys")
            || key.starts_with("$setElementOrder/")
            || key.starts_with("$deleteFromPrimitiveList/"))
}

/// Whether a value is to be filled in before the manifest is used: `${X}`, `<X>`, `{{ x }}`.
pub(super) fn is_placeholder(value: Node<'_>) -> bool {
    if !value.kind().is_scalar() {
        // A bare `{{ x }}` is a mapping whose key is a mapping.
        return value.is_mapping()
            && value.is_flow()
            && value.entries().next().is_some_and(|entry| entry.key.is_mapping());
    }
    is_placeholder_text(value.value())
}

/// The same of the text of a value or key.
pub(crate) fn is_placeholder_text(text: &str) -> bool {
    // Nearly all values hold no brace at all.
    if !text.starts_with('<') && memchr::memchr(b'{', text.as_bytes()).is_none() {
        return false;
    }
    let between = |open: &str, close: &str| {
        text.find(open).is_some_and(|at| text.get(at + open.len()..).is_some_and(|rest| rest.contains(close)))
    };
    between("${", "}") || between("{{", "}}") || (text.starts_with('<') && text.ends_with('>') && text.len() > 2)
}
