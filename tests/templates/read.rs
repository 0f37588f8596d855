//! Templates of the user: what is one, and what is said of what is not.

use expect_test::{Expect, expect};
use podls::templates::read;

#[expect(clippy::needless_pass_by_value, reason = "so that `expect!` can be written in place")]
fn check(text: &str, expected: Expect) {
    let (template, problems) = read(text);
    let shown = template.map_or_else(|| problems.join("\n"), |template| format!("{}: {}", template.id, template.title));
    expected.assert_eq(&(shown + "\n"));
}

#[test]
fn a_container_with_a_head_is_a_template() {
    check(
        "id: mine\ntitle: do it\ngroup: init\ncontainer:\n  name: mine\n  image: ${1:mine:1.0}\n",
        expect![[r#"
            mine: do it
        "#]],
    );
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    check(
        "",
        expect![[r#"
        a template is a mapping with `id`, `title`, `group` and `container`
    "#]],
    );
    check(
        "id: mine\ntitel: x\n",
        expect![[r#"
        line 2: a template has no `titel`; did you mean `title`?
        line 1: `title` is missing; add a string
    "#]],
    );
    check(
        "id: Mine 🚀\ntitle: x\ngroup: side\norder: 3\ncontainer: {}\n",
        expect![[r#"
        line 1: `Mine 🚀` must consist of lower-case letters, digits and `-`, without `M`
        line 3: `group` must be one of `init`, `sidecar`, not `side`
    "#]],
    );
    check(
        "id: mine\ntitle: x\ngroup: sidecar\norder: middle\nchoose: {a: b}\nvolumes: [{name: v}, {}]\n\
         container: {name: a, restartPolicy: Always}\n",
        expect![[r#"
            line 4: `order` must be one of `first`, `early`, `late`, not `middle`
            line 7: `image` is missing; add a string
            line 7: `restartPolicy` follows from `group`; remove it
            line 5: `a` is not the number of a place to type at
            line 6: volume `v` has no source; add `emptyDir: {}`
            line 6: `name` is missing; add a string
        "#]],
    );
    check(
        "id: mine\ntitle: [\n",
        expect![[r#"
        line 2: the bracket `[` opened here is not closed; add `]`
        line 1: `title` is missing; add a string
    "#]],
    );
}

#[test]
fn the_documented_template_is_one() {
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/templates.md")).unwrap();
    let yaml = docs.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    check(
        yaml,
        expect![[r#"
            audit-log: keep an audit log
        "#]],
    );
}
