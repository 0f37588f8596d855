//! What is said of containers: names, roles, ports, environment, probes and hooks.

mod environment;
mod handlers;
mod ports;
mod roles;

/// A Pod whose only container has the fields `body` besides a name and an image.
fn app(body: &str) -> String {
    spec(&format!("containers:\n- name: app\n  image: app:1\n{}", indented(body, 2)))
}

/// A Pod with this spec.
fn spec(body: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n{}", indented(body, 2))
}

fn indented(body: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    body.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{pad}{line}\n") }).collect()
}
