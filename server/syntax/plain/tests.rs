//! What is read without the parser is what the parser reads: random texts made of usual and odd parts.

use super::super::parse::thoroughly;
use super::*;

const PARTS: &[&str] = &[
    "a:",
    "key: ",
    "- ",
    "-",
    "\n",
    "\n",
    "\n  ",
    "\n  ",
    "\n    ",
    "\n      ",
    " ",
    "  ",
    "value",
    "b: c",
    "x y",
    "\"q\"",
    "'s'",
    "\"\"",
    "''",
    "\"a\\n\"",
    "{}",
    "[]",
    "[a, \"b\", c]",
    "{a: b, c: 'd'}",
    "[{a: b}, [c]]",
    "[a, ]",
    "{a: }",
    "{a}",
    "# c",
    " # c",
    "#",
    "8080",
    "--x",
    "-x",
    "---",
    "...",
    "~",
    "null",
    "img:1.2/x",
    "a: b: c",
    ":",
    "?",
    "| ",
    ">-",
    "&a ",
    "*a",
    "!t ",
    ",",
    "]",
    "}",
    "%",
    "@",
    "`",
    "$(A)",
    "/bin/sh",
    ".5",
    "(",
    "=",
    "<<: ",
    "a#b",
    "a:b",
    "{{ x }}",
    "[a: b]",
    "\"a\": b",
    "'a'",
    "\t",
    "\r",
    "é",
    "[a,\nb]",
    "\"a\nb\"",
    "+1",
    "_a: b",
    "a/b.c-d: e",
];

fn compare(text: &str, pad: u32) -> bool {
    let Some(read) = read(text, pad) else { return false };
    assert_eq!(Ok(read), thoroughly(text, pad), "{pad} {text:?}");
    true
}

#[test]
fn what_is_read_without_the_parser_is_what_the_parser_reads() {
    let mut seed = 7_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let mut read = 0;
    for round in 0..200_000 {
        // Half of them of what is usual, so that many are read.
        let parts = if round % 2 == 0 { PARTS } else { &PARTS[..38] };
        let text: String = (0..=random(9)).map(|_| parts[random(parts.len())]).collect();
        read += usize::from(compare(text.trim_start_matches(' '), [0, 2, 4, 7][random(4)]));
    }
    assert!(read > 5_000, "{read}");
}

#[test]
fn ordinary_manifests_are_read() {
    let text = "spec:\n  # two\n  containers:\n  - name: web # main\n    image: \"nginx:1.29\"\n    args: [--fast, '-x']\n\n    env:\n    - name: A\n      value: \"\"\n    resources: {limits: {memory: 1Gi}}\n  volumes:\n    - emptyDir: {}\n      name: x\n  nodeName:\n";
    assert!(compare(text, 0));
    assert!(compare("- name: web\n    ports:\n    - containerPort: 80\n", 2));
    assert!(compare("- --verbose\n  - -c\n", 2));
}
