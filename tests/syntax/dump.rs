//! A tree as text, for comparing two of them.

use std::fmt::Write as _;

use podls::syntax::{Node, Syntax};

/// Every node, comment and problem of `syntax`, one a line.
pub(crate) fn dump(syntax: &Syntax) -> String {
    let mut out = String::new();
    for (start, document) in syntax.documents() {
        let _ = writeln!(out, "document {start} +{}", document.len());
        if let Some(root) = document.root(start) {
            node(root, 1, &mut out);
        }
        for comment in document.comments(start) {
            let _ = writeln!(out, " comment {:?} {:?}", comment.span.range(), comment.text);
        }
        for problem in document.problems(start) {
            let _ = writeln!(out, " problem {:?} {}", problem.span.range(), problem.message);
        }
    }
    out
}

fn node(node: Node<'_>, depth: usize, out: &mut String) {
    let indent = " ".repeat(depth);
    let properties: Vec<&str> = node.properties().map(|(_, text)| text).collect();
    let _ = writeln!(
        out,
        "{indent}{:?}{} {:?} {:?} {}{}",
        node.kind(),
        if node.is_flow() { " flow" } else { "" },
        node.span().range(),
        node.value(),
        properties.join(" "),
        if node.is_damaged() { " damaged" } else { "" },
    );
    for entry in node.entries() {
        self::node(entry.key, depth + 1, out);
        self::node(entry.value, depth + 2, out);
    }
    for item in node.items() {
        self::node(item, depth + 1, out);
    }
}
