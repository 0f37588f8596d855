//! Problems of keys and items of which only the first letters are typed.

use expect_test::expect;

use super::check;

#[test]
fn a_half_typed_key_among_siblings() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
            im
        #   ^^ `im` is not `key: value`; add a `:` and a value, or remove the line
            ports:
            - containerPort: 80
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_half_typed_key_alone() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          im


        #= demo
    "#]]);
}

#[test]
fn a_half_typed_key_before_siblings() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          im
        # ^^ `im` is not `key: value`; add a `:` and a value, or remove the line
          containers:
          - name: web
            image: nginx


        #= demo web
    "#]]);
}

#[test]
fn a_half_typed_key_after_siblings() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
          im
        # ^^ `im` is not `key: value`; add a `:` and a value, or remove the line


        #= demo web
    "#]]);
}

#[test]
fn a_half_typed_key_at_the_root() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
        sta
        #^^ `sta` is not `key: value`; add a `:` and a value, or remove the line


        #= demo web
    "#]]);
}

#[test]
fn a_half_typed_key_first_in_an_item() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - nam
        #   ^^^ `nam` is not `key: value`; add a `:` and a value, or remove the line
            image: nginx
          - name: logs
            image: busybox


        #= demo logs
    "#]]);
}

#[test]
fn a_half_typed_item_among_items() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
            image: nginx
          - nam
          - name: logs
            image: busybox


        #= demo web logs
    "#]]);
}

#[test]
fn a_half_typed_word_below_a_list() {
    check(expect![[r#"
        kind: Pod
        metadata:
          name: demo
        spec:
          containers:
          - name: web
          na
        # ^^ `na` is not `key: value`; add a `:` and a value, or remove the line
          volumes:
          - name: data


        #= demo web data
    "#]]);
}
