//! Where nodes begin and end, for notations whose ends no parser tells.

use podls::syntax::{Node, Syntax};
use podls::text::Text;

/// The sources of all collections and the places of all absent values of `text`, in text order.
fn seen(text: &str) -> Vec<String> {
    fn walk(node: Node<'_>, text: &str, out: &mut Vec<String>) {
        if node.is_absent() {
            out.push(format!("{}|", &text[..node.span().start as usize]));
        } else if node.is_mapping() || node.is_sequence() {
            out.push(text[node.span().range()].to_owned());
        }
        for entry in node.entries() {
            walk(entry.key, text, out);
            walk(entry.value, text, out);
        }
        for item in node.items() {
            walk(item, text, out);
        }
    }
    let syntax = Syntax::new(&Text::new(text));
    let mut out = Vec::new();
    for (start, document) in syntax.documents() {
        walk(document.root(start).expect("a root"), text, &mut out);
        assert_eq!(document.problems(start), [], "{text:?}");
    }
    out
}

#[test]
fn collections_reach_from_their_first_dash_or_bracket_to_their_end() {
    for (text, expected) in [
        ("- - a\n  - b", &["- - a\n  - b", "- a\n  - b"][..]),
        ("- a\n- - b", &["- a\n- - b", "- b"]),
        ("- &x\n  - a", &["- &x\n  - a", "- a"]),
        ("{a: 1,}", &["{a: 1,}"]),
        ("{a: 1, # b }\n}", &["{a: 1, # b }\n}"]),
        ("a: [b,\nc\n]", &["a: [b,\nc\n]", "[b,\nc\n]"]),
        ("a:\n- []", &["a:\n- []", "- []", "[]"]),
        ("a: &x # c\n- b\n- c\nd: 1", &["a: &x # c\n- b\n- c\nd: 1", "- b\n- c"]),
        ("a: !t\n- b", &["a: !t\n- b", "- b"]),
        ("[{a: 1,}, b, ]", &["[{a: 1,}, b, ]", "{a: 1,}"]),
    ] {
        assert_eq!(seen(text), expected, "{text:?}");
    }
}

#[test]
fn an_absent_value_stands_behind_its_own_colon_or_dash() {
    for (text, expected) in [
        ("-\n- a\n-", &["-\n- a\n-", "-|", "-\n- a\n-|"][..]),
        ("- -\n  - a", &["- -\n  - a", "-\n  - a", "- -|"]),
        ("{a: , b: }", &["{a: , b: }", "{a:|", "{a: , b:|"]),
        ("{a, b: 1}", &["{a, b: 1}", "{a|"]),
        ("{\"a\":}", &["{\"a\":}", "{\"a\":|"]),
    ] {
        assert_eq!(seen(text), expected, "{text:?}");
    }
}
