//! How scripts and commands are read.

use std::fmt::Write as _;

use podls::pod::command::{Ends, Form, Shell, ends};
use proptest::prelude::*;

use crate::fixtures::law;

/// A script as it was read: one line a piece, indented with its block.
fn read(script: &str) -> String {
    let shell = Shell::read(script);
    let mut out = String::new();
    if !shell.is_whole {
        out.push_str("torn\n");
    }
    for (at, piece) in shell.pieces.iter().enumerate() {
        let depth = shell.pieces.iter().take(at).filter(|outer| outer.end > at).count();
        let words: Vec<&str> = piece.words.iter().map(|word| &*word.text).collect();
        let form = if piece.form == Form::Simple { String::new() } else { format!("{:?} ", piece.form) };
        let _ = write!(out, "{}{form}{words:?}", "  ".repeat(depth));
        for file in &piece.written {
            let _ = write!(out, " >{}", file.text);
        }
        if piece.negated {
            out.push_str(" negated");
        }
        if piece.assigns {
            out.push_str(" assigns");
        }
        let _ = writeln!(out, " {:?}", piece.then);
    }
    out
}

#[track_caller]
fn check(script: &str, expect: &str) {
    let expect: String = expect.trim_matches('\n').lines().map(|line| format!("{line}\n")).collect();
    assert_eq!(read(script), expect, "{script}");
}

#[test]
fn words_separators_and_quotes_are_read() {
    check(
        "a b 'c d' \"e $(f \"g h\") i\" j\\ k && l || m | n & o; # p ; q\nr",
        r#"
["a", "b", "c d", "e $(f \"g h\") i", "j k"] And
["l"] Or
["m"] Pipe
["n"] Background
["o"] Next
["r"] Next
"#,
    );
    check("A=1 B=\"2 3\" run > /x 2>&1 >> '/y z' < in\nC=4", "[\"run\"] >/x >1 >/y z assigns Next\n[] assigns Next\n");
    check(
        "cat <<EOF > /out\nwhile true; do\nEOF\necho ${A:-b c} `d e` $((1 + 2))",
        "[\"cat\"] >/out Next\n[\"echo\", \"${A:-b c}\", \"`d e`\", \"$((1 + 2))\"] Next\n",
    );
    check("cat <<-'E'\n\tx\n\tE\ny", "[\"cat\"] Next\n[\"y\"] Next\n");
}

#[test]
fn blocks_are_read() {
    check(
        "while ! nc -z a 1; do\n  echo x\ndone | tee log\nuntil b\ndo c; done &\nfor i in 1 2; do d; done\nfor x\ndo e; done",
        r#"
While [] Pipe
  ["nc", "-z", "a", "1"] negated Next
  ["echo", "x"] Next
["tee", "log"] Next
Until [] Background
  ["b"] Next
  ["c"] Next
For ["i", "in", "1", "2"] Next
  ["d"] Next
For ["x"] Next
  ["e"] Next
"#,
    );
    check(
        "if a; then b; elif c; then d; else e; fi\ncase $x in\n a|b) f;;\n (*) g\nesac; h() { i; }; (j; k) && { l; }",
        r#"
If [] Next
  ["a"] Next
  ["b"] Next
  ["c"] Next
  ["d"] Next
  ["e"] Next
Case [] Next
  ["f"] Next
  ["g"] Next
Function [] Next
  ["i"] Next
Subshell [] And
  ["j"] Next
  ["k"] Next
Group [] Next
  ["l"] Next
"#,
    );
}

#[test]
fn what_is_not_closed_is_torn() {
    for script in
        ["a 'b", "a \"b", "a $(b", "while true; do a", "if a; then b", "a )", "done", "{ a", "cat <<E\nx", "a; }"]
    {
        assert!(!Shell::read(script).is_whole, "{script}: {}", read(script));
    }
}

#[test]
fn the_end_of_a_script_is_known_where_it_is_certain() {
    let never = [
        "while :; do a; done",
        "a; sleep inf",
        "{ a; sleep infinity; }",
        "exec tail -f /x",
        "until false; do a; done",
        "a && tail -F /x",
        "while [ 1 ]; do a; done",
        "while ! false; do a; done",
    ];
    for script in never {
        assert!(matches!(ends(&Shell::read(script)), Ends::Never(_)), "{script}");
    }
    for script in ["cp a b", "mkdir x && cp a b; exit 0", "A=1; echo $A > /x", "sleep 5"] {
        assert_eq!(ends(&Shell::read(script)), Ends::Soon, "{script}");
    }
    let unknown = [
        "server",
        "exit 0; sleep inf",
        "while a; do b; done",
        "a || sleep inf",
        "sleep inf && a || sleep inf &",
        "while true; do a || break; done",
        "cp a b; server",
        "",
        "# nothing",
    ];
    for script in unknown {
        assert_eq!(ends(&Shell::read(script)), Ends::Unknown, "{script}");
    }
}

#[test]
fn deep_and_long_scripts_are_read_in_one_go() {
    for part in [
        "$(",
        "\"$(",
        "while true; do ",
        "(",
        "{ ",
        "if a; then ",
        "((",
        "`",
        "case x in a) ",
        "cat <<E\n",
        "a() { ",
        "a && ",
        "'x' ",
    ] {
        let script = part.repeat(20_000);
        let shell = Shell::read(&script);
        let _ = ends(&shell);
    }
}

proptest! {
    #![proptest_config(law(500))]

    #[test]
    fn any_text_is_read(script in "([a-z ]|[\"'`$(){}|&;<>\\\\#!\n=-]|while true; do|done|if|fi|case|esac|in|for|until|then|<<E|é|🚀){0,40}") {
        let shell = Shell::read(&script);
        for (at, piece) in shell.pieces.iter().enumerate() {
            prop_assert!(piece.end > at && piece.end <= shell.pieces.len());
            prop_assert!(script.get(piece.range.clone()).is_some(), "{script:?} {:?}", piece.range);
            prop_assert!(piece.words.iter().all(|word| script.get(word.range.clone()).is_some()));
        }
        let _ = ends(&shell);
    }
}
