//! Edits in flow style and KYAML, which stay what they are.

use super::{check, refused};

#[test]
fn brackets_stay_brackets() {
    check("insert a k = x", "a: {b: 1} # c\n", "a: {b: 1, k: x} # c\n");
    check("insert a k = [x, {v: z}]", "a: { b: 1 }\n", "a: { b: 1, k: [x, { v: z }] }\n");
    check("insert a k@first = x", "a: {b: 1, c: 2}\n", "a: {k: x, b: 1, c: 2}\n");
    check("insert a k@after:b = x", "a: {b: 1, c: 2}\n", "a: {b: 1, k: x, c: 2}\n");
    check("insert a k = x", "a: {b: 1, }\n", "a: {b: 1, k: x, }\n");
    check("push a = x", "a: ['b', 'c']\n", "a: ['b', 'c', 'x']\n");
    check("push a = x", "a: [b] # c\n", "a: [b, x] # c\n");
    check("item a 0 = x", "a: [b,\n  c]\n", "a: [x, b,\n  c]\n");
    check("insert a.b k = x", "a: {b: {}, c: 1}\n", "a: {b: {k: x}, c: 1}\n");
    check("insert a.b k = x", "a: {b: , c: 1}\n", "a: {b: {k: x} , c: 1}\n");
    check("set a.b = x", "a: {b, c: 1}\n", "a: {b: x, c: 1}\n");
    check("set a.b.c = x", "a: {q: \"1\"}\n", "a: {q: \"1\", b: {c: \"x\"}}\n");
    check("set a = 'a,b'", "{a: b}\n", "{a: \"a,b\"}\n");
    check("remove a.b", "a: {b: 1, c: 2}\n", "a: {c: 2}\n");
    check("remove a.c", "a: {b: 1, c: 2} # c\n", "a: {b: 1} # c\n");
    check("remove a.c", "a: {b: 1, c: 2, }\n", "a: {b: 1, }\n");
    check("remove a[1]", "a: [b, c, d]\n", "a: [b, d]\n");
    check("remove a[0]", "a: [b]\n", "a: []\n");
    check("remove! a.b[0]", "a: {b: [c], d: 1}\n", "a: {d: 1}\n");
    check("remove a[1]", "a: [b,\n  c\n  ]\n", "a: [b\n  ]\n");
    check("set a.b = 2", "{\"a\": {\"b\": 1}}\n", "{\"a\": {\"b\": 2}}\n");
    check("insert a k = x", "{\"a\": {\"b\": 1}}\n", "{\"a\": {\"b\": 1, \"k\": x}}\n");
    check("set a[0].b = 2", "a: [b: 1, c]\n", "a: [b: 2, c]\n");
    refused("insert a[0] k = 2", "a: [b: 1]\n");
}

#[test]
fn kyaml_stays_kyaml() {
    let before = "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              name: \"a\", # a
              ports: [{ containerPort: 1 }],
            }],
          }, # spec
        }
        ";
    check(
        "set spec.hostname = h",
        before,
        "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              name: \"a\", # a
              ports: [{ containerPort: 1 }],
            }],
            hostname: \"h\",
          }, # spec
        }
        ",
    );
    check(
        "push spec.containers = {name: b, env: [{name: A, value: 'B'}], args: [c, d]}",
        before,
        "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              name: \"a\", # a
              ports: [{ containerPort: 1 }],
            }, {
              name: \"b\",
              env: [{
                name: \"A\",
                value: \"B\",
              }],
              args: [\"c\", \"d\"],
            }],
          }, # spec
        }
        ",
    );
    check(
        "insert spec.containers[0] image@after:name = 'i#TODO'",
        before,
        "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              name: \"a\", # a
              image: \"i\", # TODO
              ports: [{ containerPort: 1 }],
            }],
          }, # spec
        }
        ",
    );
    check(
        "remove spec.containers[0].name",
        before,
        "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              ports: [{ containerPort: 1 }],
            }],
          }, # spec
        }
        ",
    );
    check(
        "push spec.containers[0].ports = {containerPort: 2}",
        before,
        "
        {
          kind: \"Pod\",
          spec: {
            containers: [{
              name: \"a\", # a
              ports: [{ containerPort: 1 }, { containerPort: 2 }],
            }],
          }, # spec
        }
        ",
    );
    check("remove kind", "{\n  # k\n  \"kind\": 1,\n  \"spec\": 2\n}\n", "{\n  \"spec\": 2\n}\n");
    check("remove spec", "{\n  \"kind\": 1, # k\n  \"spec\": 2\n}\n", "{\n  \"kind\": 1 # k\n}\n");
    check(
        "insert . k = {a: {b: 1}}",
        "{\n  \"kind\": 1, # k\n  \"spec\": 2 # s\n}\n",
        "
        {
          \"kind\": 1, # k
          \"spec\": 2, # s
          \"k\": {
            \"a\": { \"b\": 1 }
          }
        }
        ",
    );
}
