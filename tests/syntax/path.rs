//! Paths: from text to node and back, on finished and on half-typed documents.

use podls::syntax::{Around, Path, Step, Syntax, around, enclosing, path_of};
use podls::text::Text;

#[test]
fn a_path_is_written_as_kubernetes_writes_it() {
    for (text, steps) in [
        ("", &[][..]),
        ("spec.containers[0].image", &[Step::Key("spec"), Step::Key("containers"), Step::Index(0), Step::Key("image")]),
        (
            "metadata.labels[app.kubernetes.io/name]",
            &[Step::Key("metadata"), Step::Key("labels"), Step::Key("app.kubernetes.io/name")],
        ),
        ("[1][2]", &[Step::Index(1), Step::Index(2)]),
        ("data[tls.crt].é", &[Step::Key("data"), Step::Key("tls.crt"), Step::Key("é")]),
        ("data[a/b]", &[Step::Key("data"), Step::Key("a/b")]),
        ("a.1", &[Step::Key("a"), Step::Key("1")]),
        ("[]", &[Step::Key("")]),
    ] {
        let path = Path::parse(text).unwrap();
        assert_eq!(&*path, steps, "{text}");
        assert_eq!(path.to_string(), text);
    }
    for text in [".a", "a..b", "a[0", "a[0]b", "a."] {
        assert_eq!(Path::parse(text), None, "{text}");
    }
}

#[test]
fn a_path_leads_to_its_node() {
    let text = Text::new("🚀: {a: [b, {c: d}]}\nl:\n- x: &x 1\n- *x\ne:\n");
    let syntax = Syntax::new(&text);
    let (start, document) = syntax.documents().next().unwrap();
    let root = document.root(start).unwrap();
    for (path, source) in [("🚀.a[0]", "b"), ("🚀.a[1].c", "d"), ("l[0].x", "1"), ("l[1]", "*x"), ("e", "")] {
        let node = root.at_path(&Path::parse(path).unwrap()).unwrap();
        assert_eq!(node.source(), source, "{path}");
        // Inside the node, the way back is the same.
        if !source.is_empty() {
            let way = around(document, start, node.span().start);
            assert_eq!(path_of(&way).to_string(), path);
        }
    }
    for path in ["l[2]", "l.x", "l[1].x", "e.f", "nothing"] {
        assert!(root.at_path(&Path::parse(path).unwrap()).is_none(), "{path}");
    }
}

/// The path at each `$0` of `marked`, which is taken out, told by `find`.
fn at_cursor(marked: &str, find: impl for<'a> Fn(&Text, &'a Syntax, u32) -> Vec<Around<'a>>) -> String {
    let offset = marked.find("$0").expect("a cursor") as u32;
    let text = Text::new(&marked.replace("$0", ""));
    let syntax = Syntax::new(&text);
    let found = find(&text, &syntax, offset);
    path_of(&found).to_string()
}

#[test]
fn an_offset_is_inside_the_nodes_around_it() {
    for (text, expected) in [
        ("a$0: 1\n", "a"),
        ("a: 1$0 # c\n", "a"),
        ("a: 1 #$0 c\n", ""),
        ("é:\n  b: [🚀, $0x]\n", "é.b[1]"),
        ("a:\n  b$0b: 1\n  c: 2\n", "a.bb"),
        ("a:\n- b: 1\n- c: 2$0\n", "a[1].c"),
        ("a: {b: {c: 1$0}}\n", "a.b.c"),
        ("a: &x$0 1\n", "a"),
        ("a: |\n  one\n  t$0wo\n", "a"),
        ("a: 1\n---\nb: $02\n", "b"),
        ("a:\n  im$0\n  b: 1\n", "a"),
        ("a:\n  b: \"x$0\n  c: 1\n", "a.b"),
    ] {
        let found = at_cursor(text, |_, syntax, offset| {
            let (start, document) = syntax.document_at(offset).unwrap();
            around(document, start, offset)
        });
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_half_typed_line_belongs_where_its_column_says() {
    for (text, expected) in [
        ("spec:\n  $0\n", "spec"),
        ("spec:\n  im$0\n", "spec"),
        ("spec:\n$0\n", ""),
        ("spec:\n  a: 1\n  $0\n  b: 2\n", "spec"),
        ("spec:\n  a: 1\n$0\n", ""),
        ("spec:\n  a:\n    b: 1\n  $0\n", "spec"),
        ("spec:\n  a:\n    b: 1\n    $0\n", "spec.a"),
        ("spec:\n  a:\n    b: 1\n      $0\n", "spec.a.b"),
        ("spec:\n  c:\n  - name: x\n    $0\n", "spec.c[0]"),
        ("spec:\n  c:\n  - name: x\n    im$0\n    p: 1\n", "spec.c[0]"),
        ("spec:\n  c:\n  - name: x\n  $0\n", "spec"),
        ("spec:\n  c:\n  - name: x\n  - $0\n", "spec.c[1]"),
        ("spec:\n  c:\n  - name: x\n  - im$0\n    p: 1\n", "spec.c[1]"),
        ("spec:\n  c:\n  - name: x\n  -$0\n", "spec.c[1]"),
        ("spec:\n  c:\n    - name: x\n    $0\n", "spec.c"),
        ("spec:\n  c:\n    - name: x\n  $0\n", "spec"),
        ("spec:\n  c:\n    - name: $0\n", "spec.c[0].name"),
        ("spec:\n  c:\n    - name: x$0\n", "spec.c[0].name"),
        ("spec:\n  c:\n    - nam$0e: x\n", "spec.c[0]"),
        ("spec:\n  c:\n  $0\n", "spec"),
        ("spec:\n  c:\n    $0\n", "spec.c"),
        ("a: {b: $0}\n", "a"),
        ("a: {b: {$0}}\n", "a.b"),
        ("a: [x, {b: y$0}]\n", "a[1].b"),
        ("a: 1\n---\nspec:\n  $0\n", "spec"),
        ("a:\n  b: |\n    x\n    $0\n", "a.b"),
    ] {
        for text in [
            text.to_owned(),
            format!("\u{feff}{text}"),
            text.replace('\n', "\r\n"),
            text.trim_end_matches('\n').to_owned(),
        ] {
            let found = at_cursor(&text, |text, syntax, offset| {
                let (start, document) = syntax.document_at(offset).unwrap();
                enclosing(text, document, start, offset)
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}
