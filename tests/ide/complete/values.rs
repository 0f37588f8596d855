//! Values out of a list.

use expect_test::expect;

use super::{check, check_first, in_pod};

#[test]
fn values_out_of_a_list_are_offered() {
    check(
        &in_pod("  - name: a\n    imagePullPolicy: $0\n"),
        expect![[r#"
        IfNotPresent: use the copy on the node if there is one
        Always: ask the registry at every start and download only what changed
        Never: use the copy on the node or fail
    "#]],
    );
    check(
        &in_pod("  - name: a\n    imagePullPolicy: Al$0ways\n"),
        expect![[r#"
        Always: ask the registry at every start and download only what changed
    "#]],
    );
    check(
        &in_pod("  - name: a\n    tty: $0\n"),
        expect![[r#"
        true: 
        false: default
    "#]],
    );
    check_first(
        &in_pod("  - name: a\n    imagePullPolicy:$0\n"),
        expect![[r#"
        |    imagePullPolicy: IfNotPresent▮
    "#]],
    );
    check_first(
        &in_pod("  - name: a\n    imagePullPolicy: \"N$0\"\n"),
        expect![[r#"
        |    imagePullPolicy: "Never"▮
    "#]],
    );
    check_first(
        &in_pod("  - {name: a, imagePullPolicy: N$0, image: b}\n"),
        expect![[r#"
            |  - {name: a, imagePullPolicy: Never▮, image: b}
        "#]],
    );
    check(
        "apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      restartPolicy: $0\n",
        expect![[r#"
        OnFailure: restart only after a non-zero exit code
        Never: no restart; a failed init container fails the Pod
    "#]],
    );
}
