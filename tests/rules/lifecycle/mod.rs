//! Who starts and ends when.

mod ending;
mod init;
mod sidecars;

/// An app behind `inits`.
fn with_app(inits: &str) -> String {
    format!("initContainers:\n{}containers: [{{name: app, image: app:1}}]\n", inits.trim_start_matches('\n'))
}

/// An init container with this command, or this `args`.
fn init(command: &str) -> String {
    with_app(&format!("- name: setup\n  image: tools:1\n  {command}\n"))
}

fn native(command: &str) -> String {
    with_app(&format!("- name: setup\n  image: tools:1\n  restartPolicy: Always\n  {command}\n"))
}

fn all<'c>(cases: &[&'c str], make: fn(&'c str) -> String) -> Vec<String> {
    cases.iter().map(|case| make(case)).collect()
}

fn refs(cases: &[String]) -> Vec<&str> {
    cases.iter().map(String::as_str).collect()
}
