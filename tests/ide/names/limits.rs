//! Names that are shared, twice there or not defined here, and how they are typed.

use expect_test::expect;
use podls::ide::{Renaming, linked, prepare_rename};
use podls::settings::Settings;

use super::{check_rename, shop};
use crate::ide::snapshot;

#[test]
fn what_aliases_share_is_renamed_as_one_or_not_at_all() {
    let shared = |label: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {{app: {label}}}\nspec:\n  containers:\n  - &base\n    \
             name: &n web\n    env: [{{name: A, value: \"1\"}}]\n    args: [$(A)]\n  - <<: *base\n    name: two\n    \
             args: [$($0A), $(A)]\n  - name: three\n    env:\n    - name: CPU\n      valueFrom: {{resourceFieldRef: \
             {{containerName: *n, resource: limits.cpu}}}}\n"
        )
    };
    check_rename(
        &shared("x"),
        "B",
        expect![[r#"
            9      env: [{name: B, value: "1"}]
            10     args: [$(B)]
            13     args: [$(B), $(B)]
        "#]],
    );
    let name = shared("x").replace("$0", "").replace("&n web", "&n w$0eb");
    check_rename(
        &name,
        "front",
        expect![[r#"
            8      name: &n front
        "#]],
    );
    let label = name.replace("app: x", "app: *n").replace("metadata:\n  labels: {app: *n}\n", "");
    let label = label + "metadata: {labels: {app: *n}}\n";
    check_rename(
        &label,
        "front",
        expect![[r#"
            refused: `web` stands for a label value, too, by an alias; write it out there first
        "#]],
    );
    let other = name + "metadata: {annotations: {note: *n}}\n";
    let other = other.replacen("metadata:\n  labels: {app: x}\n", "", 1);
    check_rename(
        &other,
        "front",
        expect![[r#"
        refused: `web` is shared with other fields by the anchor `&n`; write it out there first
    "#]],
    );
}

#[test]
fn what_is_not_defined_here_or_twice_is_not_renamed() {
    let pod = |inner: &str| format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  containers:\n{inner}");
    check_rename(
        &pod("  - name: a\n    envFrom: [{secretRef: {name: $0db}}]\n"),
        "x",
        expect![[r#"
        refused: no Secret `db` is defined in this file
    "#]],
    );
    check_rename(
        &pod("  - name: a\n  - name: $0a\n"),
        "x",
        expect![[r#"
        refused: `a` is defined more than once; give each container a name of its own first
    "#]],
    );
    check_rename(
        &pod("  - name: a\n    image: $0b\n"),
        "x",
        expect![[r#"
        nothing
    "#]],
    );
    check_rename(
        &pod("  - name: $0a\n"),
        "",
        expect![[r#"
            refused: a name must not be empty
        "#]],
    );
}

#[test]
fn equal_places_can_be_typed_at_once() {
    let at = |word, nth| {
        let (snapshot, at) = snapshot(&shop(word, nth));
        let found = linked(&snapshot, &Settings::default(), at);
        found
            .map(|linked| linked.spans.iter().map(|span| snapshot.text().slice(*span).into_owned()).collect::<Vec<_>>())
    };
    assert_eq!(at("data\"", 0), Some(vec!["data".to_owned(); 4]));
    assert_eq!(at("HOME_DIR,", 0), Some(vec!["HOME_DIR".to_owned(); 2]));
    assert_eq!(at("shop, tier", 0), None);
    assert_eq!(at("side\n", 0), None);
}

#[test]
fn a_name_is_prepared_without_its_quotes() {
    let (snapshot, at) = snapshot(&shop("data'", 0));
    let prepared = prepare_rename(&snapshot, &Settings::default(), at);
    let Some(Renaming::Done((span, name))) = prepared else { panic!("{prepared:?}") };
    assert_eq!((snapshot.text().slice(span).into_owned(), name), ("data".to_owned(), "data".to_owned()));
}
