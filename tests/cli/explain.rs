//! `podls explain`.

use podls::cli::report::Look;
use podls::cli::{Parts, Streams};

use super::Folder;

#[test]
fn an_unknown_code_is_said_to_be_so() {
    let run = Folder::new(&[]).podls(&["explain", "no-such-code\u{1b}[31m"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("podls: `no-such-code␛[31m` is no code podls knows"), "{}", run.err);
}

#[test]
fn a_known_code_gives_its_page() {
    let page = |code: &str| (code == "known").then_some("a page\n\nof two lines\n");
    let parts = Parts { page, ..Parts::new(|| 77) };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut streams = Streams { out: &mut out, err: &mut err, look: Look::default(), bar: false };
    let code = podls::cli::run_with(["podls", "explain", "known"].map(Into::into), &parts, &mut streams);
    assert_eq!((code, out.as_slice(), err.as_slice()), (0, &b"a page\n\nof two lines\n"[..], &b""[..]));
}
