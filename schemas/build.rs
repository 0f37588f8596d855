//! Turns the field facts and documentation of this folder into a static table.

fn main() {
    println!("cargo::rerun-if-changed=schemas");
}
