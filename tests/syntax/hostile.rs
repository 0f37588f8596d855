//! Texts that nobody writes and anybody may open: the tree stays bounded, says what is wrong, and
//! follows edits. That a test ends at all is its point.

use podls::ide::Snapshot;
use podls::syntax::{Kind, Node, Syntax};
use podls::text::{Edit, Span, Text};

use super::dump::dump;

/// The messages about `text`, which is also edited at `at` and must then equal a fresh tree.
fn messages(text: &str, at: usize) -> Vec<String> {
    let mut snapshot = Snapshot::new(text);
    for edit in [("x", 0), ("", 1), ("\n", 0)] {
        let span = Span::new(at as u32, (at + edit.1) as u32);
        snapshot.edit(&Edit::replace(span, edit.0));
    }
    let edited = format!("{}\n{}", &text[..at], &text[at..]);
    assert!(dump(snapshot.syntax()) == dump(&Syntax::new(&Text::new(&edited))), "the edited tree is another");
    problems(text)
}

fn problems(text: &str) -> Vec<String> {
    let syntax = Syntax::new(&Text::new(text));
    let problems = syntax.documents().flat_map(|(start, document)| document.problems(start));
    problems.map(|problem| problem.message).collect()
}

/// The number of nodes in the tree of `text`, and how deep they are nested.
fn size(text: &str) -> (usize, usize) {
    fn count(node: Node<'_>, depth: usize, size: &mut (usize, usize)) {
        size.0 += 1;
        size.1 = size.1.max(depth);
        node.entries().for_each(|entry| count(entry.value, depth + 1, size));
        node.items().for_each(|item| count(item, depth + 1, size));
    }
    let mut size = (0, 0);
    let syntax = Syntax::new(&Text::new(text));
    for (start, document) in syntax.documents() {
        if let Some(root) = document.root(start) {
            count(root, 1, &mut size);
        }
    }
    size
}

const TOO_DEEP: &str = "this is nested too deep; at most 255 brackets or 500 lists and mappings";

#[test]
fn a_hundred_thousand_brackets_are_one_problem() {
    for bracket in ["[", "{a: ", "[{a: "] {
        let text = format!("kind: Pod\na: {}\nb: c\n", bracket.repeat(100_000));
        assert_eq!(messages(&text, 3).len(), 1);
        assert!(size(&text).1 < 10);
    }
    let closed = format!("a: {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(problems(&closed), [TOO_DEEP]);
}

#[test]
fn a_hundred_thousand_dashes_are_one_problem() {
    let text = format!("kind: Pod\na:\n  {}x\nb: c\n", "- ".repeat(100_000));
    assert_eq!(messages(&text, 3), [TOO_DEEP]);
    let text = format!("kind: Pod\na:\n  {}x: y\nb: c\n", "? ".repeat(100_000));
    assert_eq!(problems(&text), [TOO_DEEP]);
}

#[test]
fn two_thousand_levels_are_one_problem_and_four_hundred_are_none() {
    let levels = |count: usize| (0..count).map(|level| format!("{}k:\n", " ".repeat(level))).collect::<String>();
    assert_eq!(messages(&levels(2000), 1), [TOO_DEEP]);
    assert_eq!(messages(&levels(400), 1), [""; 0]);
    assert_eq!(size(&levels(400)).1, 401);
}

#[test]
fn a_line_of_ten_megabytes_is_a_value() {
    let text = format!("a: {}\nb: c\n", "x".repeat(10_000_000));
    assert_eq!(problems(&text), [""; 0]);
    assert_eq!(size(&text), (3, 2));
    let text = format!("a: \"{}\nb: c\n", "x".repeat(10_000_000));
    assert_eq!(problems(&text).len(), 1);
}

#[test]
fn an_alias_is_a_single_node_whatever_it_stands_for() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let blown =
        "aliases make billions of values of this document, more than Kubernetes takes; write out what is needed";
    assert_eq!(messages(&bomb, 10), [blown]);
    assert_eq!(size(&bomb).0, 1 + 40 * 10);
}

#[test]
fn an_alias_inside_what_it_stands_for_ends() {
    for text in ["&a [*a]\n", "a: &a\n  b: *a\n", "a: &a\n- *a\n", "&a {<<: *a}\n"] {
        assert_eq!(
            problems(text),
            ["this alias stands for something that it is in; write out what is needed"],
            "{text}"
        );
        let syntax = Syntax::new(&Text::new(text));
        for (start, document) in syntax.documents() {
            let root = document.root(start).unwrap();
            let inside = root.items().next().or_else(|| root.entries().next().map(|entry| entry.value)).unwrap();
            let alias = inside.items().next().or_else(|| inside.get("b")).unwrap_or(inside);
            assert_eq!(alias.kind(), Kind::Alias, "{text}");
            assert!(alias.resolve().is_none(), "{text}");
        }
    }
}

/// As Kubernetes counts: nearly all of up to 400,000 values may come of aliases.
#[test]
fn aliases_are_followed_until_they_blow_a_document_up() {
    let shared = |count: usize| {
        let items: String = (0..count).map(|item| format!("- x{item}\n")).collect();
        format!("a: &a\n{items}b:\n{}", "- *a\n".repeat(count))
    };
    assert_eq!(problems(&shared(90)), [""; 0]);
    let blown = "aliases make 492808 values of this document, more than Kubernetes takes; write out what is needed";
    assert_eq!(problems(&shared(701)), [blown]);
    let syntax = Syntax::new(&Text::new(&shared(90)));
    let (start, document) = syntax.documents().next().unwrap();
    let last = document.root(start).and_then(|root| root.get("b")?.items().last()).unwrap();
    assert_eq!(last.resolve().map(|node| node.items().count()), Some(90));
}

#[test]
fn thousands_of_unknown_aliases_are_problems() {
    let apart: String = (0..3000).map(|key| format!("k{key}: *x{key}\n")).collect();
    assert_eq!(problems(&apart).len(), 3000);
    let together = format!("k: [{}]\n", vec!["*x"; 3000].join(", "));
    assert!(!problems(&together).is_empty());
    let behind = format!("? x\n: y\n{}{}", "key: value\n".repeat(2000), "k: *x\n".repeat(600));
    assert!(!problems(&behind).is_empty());
}

#[test]
fn fifty_thousand_keys_are_fifty_thousand_keys() {
    let text: String = (0..50_000).map(|key| format!("k{key}: v\n")).collect();
    assert_eq!(problems(&text), [""; 0]);
    assert_eq!(size(&text).0, 50_001);
    let flow = format!("{{{}}}\n", (0..50_000).map(|key| format!("k{key}: v, ")).collect::<String>());
    assert_eq!(problems(&flow), [""; 0]);
    assert_eq!(size(&flow).0, 50_001);
}

#[test]
fn five_thousand_items_follow_an_edit() {
    let item = "  - name: web\n    image: nginx\n    ports:\n    - containerPort: 80\n";
    let text = format!("kind: List\nitems:\n{}", item.repeat(5000));
    assert_eq!(messages(&text, text.len() / 2), [""; 0]);
    assert_eq!(size(&text).0, 3 + 5000 * 6);
}

#[test]
fn a_quote_that_is_never_closed_is_one_problem() {
    let text = format!("a: \"open\n{}", "key: value # it's\n".repeat(20_000));
    assert_eq!(messages(&text, text.len() - 5), ["the quote `\"` opened here is not closed; add `\"`"]);
    let text = format!("a: [open\n{}", "key: value\n".repeat(20_000));
    assert_eq!(problems(&text).len(), 1);
}

#[test]
fn a_bracket_that_is_never_closed_in_a_long_flow_document_is_one_problem() {
    let entry = "  { name: \"web\", image: \"nginx\" },\n";
    let text = format!("{{\na: [\n{}", entry.repeat(2000));
    assert_eq!(problems(&text).len(), 1);
}

#[test]
fn only_carriage_returns_and_line_feeds_end_lines() {
    assert_eq!(size("a: b\rc: d\r").0, 3);
    assert_eq!(size("a: b\u{2028}c\u{2029}d: e\n").0, 2);
    assert_eq!(messages("a: b\u{2028}c: d\u{85}\rc: \"d\r\n\u{2028}e\"\r", 4).len(), 1);
}

#[test]
fn nothing_but_signs_has_bounded_problems() {
    for sign in [
        "-", "- ", ":", ": ", "? ", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`", "#", ",", "[", "]", "{", "}",
        "\t", "\0", "\u{feff}", "\\",
    ] {
        for end in ["", "\n"] {
            let text = format!("{sign}{end}").repeat(2000);
            assert!(problems(&text).len() <= 2000, "{sign:?}");
            messages(&text, 0);
        }
    }
}
