//! The script of a container over several lines, or on one. Knows just enough of the shell to keep off
//! what it cannot divide or join.

use super::Offers;
use super::bench::Bench;
use super::scene::{Scene, called};
use crate::pod::{Container, text};
use crate::syntax::edit::Value;
use crate::syntax::quote::{self, Quote};
use crate::syntax::{Kind, Node, Step};

const SHELLS: [&str; 5] = ["sh", "bash", "ash", "dash", "zsh"];

/// A script given to a shell as an argument.
pub(super) struct Script<'a> {
    /// `command` or `args`.
    pub(super) field: &'static str,
    /// Its place in that list.
    pub(super) index: usize,
    pub(super) node: Node<'a>,
    /// What comes before it: the shell and its options.
    pub(super) front: Vec<&'a str>,
    /// Whether anything comes behind it.
    pub(super) has_arguments: bool,
}

/// The script of `container`, if its command is a shell that is given one.
pub(super) fn script<'a>(container: &Container<'a>) -> Option<Script<'a>> {
    let mut all = Vec::new();
    for field in ["command", "args"] {
        for (index, item) in container.map.get(field).into_iter().flat_map(Node::items).enumerate() {
            all.push((field, index, item, text(item)?));
        }
    }
    let (.., shell) = all.first()?;
    let shell = shell.rsplit('/').next().unwrap_or(shell);
    let flag =
        all.iter().position(|(.., flag)| flag.starts_with('-') && !flag.starts_with("--") && flag.ends_with('c'))?;
    let options = all.get(1..=flag)?.iter().all(|(.., option)| option.starts_with('-'));
    if !SHELLS.contains(&shell) || !options {
        return None;
    }
    let (field, index, node, _) = *all.get(flag + 1)?;
    let front = all.get(..=flag)?.iter().map(|(.., item)| *item).collect();
    Some(Script { field, index, node, front, has_arguments: all.len() > flag + 2 })
}

pub(super) fn offer(scene: &Scene<'_>, offers: &mut Offers) {
    let Some(container) = scene.container() else { return };
    if !(scene.is_in_field("command") || scene.is_in_field("args")) || container.map.node().is_flow() {
        return;
    }
    let Some(script) = script(&container) else { return };
    let name = called(&container);
    if is_block(script.node) {
        if joined(script.node.value()).is_some() {
            offers.rewrite("line", format!("Write the script of {name} on one line"));
        }
    } else if divided(script.node.value()).is_some() {
        offers.rewrite("block", format!("Write the script of {name} over several lines"));
    }
}

pub(super) fn make(scene: &Scene<'_>, bench: &mut Bench, id: &str) -> Option<()> {
    let container = scene.container().filter(|container| !container.map.node().is_flow())?;
    let script = script(&container)?;
    let mut path = scene.path(&container);
    path.push(Step::Key(script.field));
    let list = scene.node(&path)?;
    let mut items: Vec<String> = list.items().map(|item| item.value().to_owned()).collect();
    let slot = items.get_mut(script.index)?;
    match id {
        "block" => *slot = divided(script.node.value())?,
        "line" => *slot = joined(script.node.value())?,
        _ => return None,
    }
    let lone = Value::String(slot.clone());
    let comments = scene.document().comments(scene.origin).into_iter().any(|comment| list.span().covers(comment.span));
    if id == "line" && !comments {
        let items: Vec<String> =
            items.iter().map(|item| quote::inline(item, Some(Quote::Double), Quote::Double, true)).collect();
        return bench.set(&path, &Value::Raw(format!("[{}]", items.join(", "))));
    }
    if id == "line" || !list.is_flow() {
        path.push(Step::Index(script.index));
        // The same text in another form is no change to `set`.
        bench.set(&path, &Value::Null)?;
        return bench.set(&path, &lone);
    }
    if comments {
        return None;
    }
    // A list between brackets would stay there; blocks need lines.
    bench.set(&path, &Value::Null)?;
    bench.set(&path, &Value::seq(items))
}

fn is_block(node: Node<'_>) -> bool {
    matches!(node.kind(), Kind::Literal | Kind::Folded)
}

/// What a cautious reader does not divide or join.
fn is_hard(script: &str) -> bool {
    let comment = script.lines().any(|line| line.trim_start().starts_with('#') || line.contains(" #"));
    comment || script.contains("<<") || script.contains(";;") || script.split_whitespace().any(|word| word == "case")
}

/// The commands of a one-line script, each on its own line; none if there is only one.
fn divided(script: &str) -> Option<String> {
    if script.trim().contains('\n') {
        let ends = if script.ends_with('\n') { "" } else { "\n" };
        return Some(format!("{script}{ends}"));
    }
    if is_hard(script) {
        return None;
    }
    let mut lines: Vec<String> = vec![String::new()];
    let (mut quote, mut depth, mut escaped) = (None, 0_u32, false);
    let mut rest = script.chars();
    while let Some(letter) = rest.next() {
        let plain = quote.is_none() && !escaped;
        let behind = rest.as_str().trim_start();
        let goes_on = ["do", "then"]
            .iter()
            .any(|word| behind.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ';'])));
        if plain && depth == 0 && letter == ';' && !goes_on {
            lines.push(String::new());
            continue;
        }
        match letter {
            _ if escaped => escaped = false,
            '\\' if quote != Some('\'') => escaped = true,
            '\'' | '"' | '`' if quote == Some(letter) => quote = None,
            '\'' | '"' | '`' if quote.is_none() => quote = Some(letter),
            '(' | '{' if plain => depth += 1,
            ')' | '}' if plain => depth = depth.saturating_sub(1),
            _ => {}
        }
        lines.last_mut()?.push(letter);
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    (lines.len() > 1 && quote.is_none()).then(|| lines.join("\n") + "\n")
}

/// The lines of a script as one.
fn joined(script: &str) -> Option<String> {
    if is_hard(script) {
        return None;
    }
    let mut out = String::new();
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let odd = |quote: char| line.matches(quote).count() % 2 == 1;
        if odd('"') || odd('\'') || odd('`') || line.ends_with('\\') || line.contains('\t') {
            return None;
        }
        if !out.is_empty() {
            let last = out.rsplit([' ', ';']).next().unwrap_or_default();
            let opens = matches!(last, "do" | "then" | "else" | "{") || out.ends_with(['(', '|', '&', ';']);
            out.push_str(if opens { " " } else { "; " });
        }
        out.push_str(line);
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_divided_between_commands_only() {
        for (line, lines) in [
            ("a; b", Some("a\nb\n")),
            ("until a; do sleep 1; done", Some("until a; do sleep 1\ndone\n")),
            ("echo 'a; b'", None),
            ("(a; b); c", Some("(a; b)\nc\n")),
            ("a \\; b; c", Some("a \\; b\nc\n")),
            ("a; # b; c", None),
            ("case x in a) b;; esac", None),
            ("a", None),
        ] {
            assert_eq!(divided(line).as_deref(), lines, "{line}");
        }
    }

    #[test]
    fn scripts_are_joined_as_the_shell_would() {
        for (lines, line) in [
            ("a\nb\n", Some("a; b")),
            ("until a; do\n  b\ndone\n", Some("until a; do b; done")),
            ("a |\nb &&\nc\n", Some("a | b && c")),
            ("a \\\n b\n", None),
            ("# why\na\n", None),
            ("echo 'a\nb'\n", None),
            ("cat <<EOF\nx\nEOF\n", None),
        ] {
            assert_eq!(joined(lines).as_deref(), line, "{lines}");
        }
    }
}
