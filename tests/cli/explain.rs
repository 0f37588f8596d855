//! `podls explain`.

use super::Folder;

#[test]
fn an_unknown_code_is_said_to_be_so() {
    let run = Folder::new(&[]).podls(&["explain", "no-such-code\u{1b}[31m"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("podls: `no-such-code␛[31m` is no code podls knows"), "{}", run.err);
}
