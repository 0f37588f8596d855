//! Problems of indentation: lines and items that stand too deep or not deep enough.

use expect_test::expect;

use super::check;

#[test]
fn a_line_too_deep() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
              tty: true
        #     ^^^ `tty` is indented by 6 columns, its neighbours by 4; align it with the lines it belongs to
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_line_too_shallow() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
           tty: true
        #  ^^^ `tty` is indented by 3 columns, its neighbours by 4; align it with the lines it belongs to
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_mapping_too_deep() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
              ports:
        #     ^^^^^ `ports` is indented by 6 columns, its neighbours by 4; align it with the lines it belongs to
              - containerPort: 80
            tty: true
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn an_item_too_deep() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            - name: logs
        #   ^^^^^^ `- name` is among `key:` lines; align it with the items above, or indent it below its key
              image: busybox
          - name: cache


        #= demo web cache
    "#]]);
}

#[test]
fn an_item_too_shallow() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
           - name: web
             image: nginx
          - name: logs
        # ^^^^^^ `- name` is among `key:` lines; align it with the items above, or indent it below its key
            image: busybox
          restartPolicy: Always


        #= demo web
    "#]]);
}

#[test]
fn an_item_left_of_its_key() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
        - name: web
        #^^^^^ `- name` is among `key:` lines; align it with the items above, or indent it below its key
          image: nginx


        #= demo
    "#]]);
}

#[test]
fn a_second_line_too_shallow() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
           image: nginx
        #  ^^^^^ `image` is indented by 3 columns, its neighbours by 4; align it with the lines it belongs to
           tty: true
          - name: logs


        #= demo web logs
    "#]]);
}

#[test]
fn a_second_line_too_deep() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
             image: nginx
        #    ^^^^^ `image` is indented by 5 columns, its neighbours by 4; align it with the lines it belongs to
          - name: logs


        #= demo web logs
    "#]]);
}
