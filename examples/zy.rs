//! x
#![allow(warnings)]
use std::io::Read;
use yaml_rust2::parser::*;
fn main() {
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    for t in s.split("\n=====\n") {
        let mut p = Parser::new(t.chars());
        loop {
            match p.next_token() {
                Ok((Event::StreamEnd, _)) => break,
                Ok((e, m)) => print!("{e:?} "),
                Err(e) => {
                    println!("\n{e}");
                    break;
                }
            }
        }
    }
}
