//! x
#![allow(warnings)]
#[path = "../tests/syntax/dump.rs"]
mod dump;
use std::io::Read;
fn main() {
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    for s in s.split("\n=====\n") {
        println!("{}", dump::dump(&podls::syntax::Syntax::new(&podls::text::Text::new(s))));
    }
}
