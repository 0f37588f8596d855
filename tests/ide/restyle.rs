//! The Pod of a text written anew: in any kind, in lines or brackets, in any indentation, with comments.

use podls::ide::Snapshot;
use podls::pod::{objects, pod};
use podls::schema::Minor;
use podls::syntax::Node;
use podls::syntax::quote::{self, Quote};

/// Kinds with the keys that lead to their template, and how they restart.
pub(super) const KINDS: &[(&str, &str, &[&str])] = &[
    ("v1", "Pod", &[]),
    ("apps/v1", "Deployment", &["spec", "template"]),
    ("apps/v1", "StatefulSet", &["spec", "template"]),
    ("apps/v1", "DaemonSet", &["spec", "template"]),
    ("batch/v1", "Job", &["spec", "template"]),
    ("batch/v1", "CronJob", &["spec", "jobTemplate", "spec", "template"]),
];

/// How a text is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Style {
    /// In lines: columns of a step, of a dash, from a dash to its item; with comments or not.
    Lines(usize, usize, usize, bool),
    /// In brackets, on one line.
    OneLine,
    /// In brackets, each value on a line, with a comma behind the last.
    ManyLines,
}

pub(super) const STYLES: &[Style] = &[
    Style::Lines(2, 0, 2, true),
    Style::Lines(2, 2, 2, true),
    Style::Lines(4, 4, 4, true),
    Style::Lines(4, 0, 2, false),
    Style::OneLine,
    Style::ManyLines,
];

/// The first Pod of `snapshot` as an object of `kind` in `style`; none if it has none without aliases.
pub(super) fn restyled(snapshot: &Snapshot, kind: &(&str, &str, &[&str]), style: &Style) -> Option<String> {
    let documents = snapshot.syntax().documents();
    let found = documents.filter(|(_, document)| !document.has_aliases());
    let objects = found.flat_map(|(origin, document)| objects(document, origin));
    let spec = objects.filter_map(|object| pod(&object, Minor::default())).map(|pod| pod.spec.node()).next()?;
    let (api_version, kind, template) = kind;
    let mut tree = Tree::of(spec);
    let Tree::Map(fields) = &mut tree else { return None };
    fields.retain(|(key, _)| key != "restartPolicy");
    if kind.ends_with("Job") {
        fields.insert(0, ("restartPolicy".into(), Tree::Scalar("Never".into())));
    }
    let scalar = |text: &str| Tree::Scalar(text.into());
    let labels = || Tree::Map(vec![("app".into(), scalar("demo"))]);
    let named = |mut pairs: Vec<(String, Tree)>| {
        pairs.insert(0, ("name".into(), scalar("demo")));
        ("metadata".to_owned(), Tree::Map(pairs))
    };
    let mut pairs = vec![("spec".to_owned(), tree)];
    for (depth, key) in template.iter().rev().enumerate() {
        if *key == "template" {
            pairs.insert(0, ("metadata".into(), Tree::Map(vec![("labels".into(), labels())])));
        }
        let mut outer = vec![((*key).to_owned(), Tree::Map(pairs))];
        if *key == "template" && api_version.starts_with("apps") {
            outer.insert(0, ("selector".into(), Tree::Map(vec![("matchLabels".into(), labels())])));
        }
        if *kind == "StatefulSet" && depth == 0 {
            outer.insert(0, ("serviceName".into(), scalar("demo")));
        }
        pairs = outer;
    }
    if *kind == "CronJob"
        && let Some((_, Tree::Map(spec))) = pairs.first_mut()
    {
        spec.insert(0, ("schedule".into(), scalar("\"0 3 * * *\"")));
    }
    let mut all = vec![("apiVersion".to_owned(), scalar(api_version)), ("kind".into(), scalar(kind))];
    all.push(named(if template.is_empty() { vec![("labels".into(), labels())] } else { Vec::new() }));
    all.extend(pairs);
    let mut out = String::new();
    let mut writer = Writer { style: *style, count: 0 };
    writer.value(&Tree::Map(all), 0, &mut out);
    Some(if matches!(style, Style::Lines(..)) { out } else { format!("# 🚀\n---\n{out}\n") })
}

#[derive(Debug)]
enum Tree {
    Scalar(String),
    Map(Vec<(String, Tree)>),
    Seq(Vec<Tree>),
}

impl Tree {
    fn of(node: Node<'_>) -> Self {
        if node.is_mapping() {
            return Tree::Map(node.entries().map(|e| (e.key.value().to_owned(), Tree::of(e.value))).collect());
        }
        if node.is_sequence() {
            return Tree::Seq(node.items().map(Tree::of).collect());
        }
        let source = node.source();
        let one_line = !source.is_empty() && !source.contains('\n') && !source.contains([',', '[', ']', '{', '}']);
        if one_line {
            return Tree::Scalar(source.to_owned());
        }
        Tree::Scalar(quote::inline(node.value(), Some(Quote::Double), Quote::Double, true))
    }
}

struct Writer {
    style: Style,
    count: usize,
}

impl Writer {
    fn value(&mut self, tree: &Tree, column: usize, out: &mut String) {
        match self.style {
            Style::Lines(step, dash, gap, comments) => self.lines(tree, column, (step, dash, gap, comments), out),
            Style::OneLine => flow(tree, None, out),
            Style::ManyLines => flow(tree, Some(column), out),
        }
    }

    /// The lines of a collection, the first without its indentation.
    fn lines(&mut self, tree: &Tree, column: usize, style: (usize, usize, usize, bool), out: &mut String) {
        let (step, dash, gap, comments) = style;
        let pad = |column: usize| " ".repeat(column);
        match tree {
            Tree::Scalar(text) => *out += &format!("{text}\n"),
            Tree::Map(pairs) if pairs.is_empty() => *out += "{}\n",
            Tree::Seq(items) if items.is_empty() => *out += "[]\n",
            Tree::Map(pairs) => {
                for (index, (key, value)) in pairs.iter().enumerate() {
                    if index > 0 {
                        self.count += 1;
                        if comments && self.count.is_multiple_of(9) {
                            *out += &format!("{}# above {}\n", pad(column), self.count);
                        }
                        *out += &pad(column);
                    }
                    *out += &quote::inline(key, None, Quote::Double, false);
                    out.push(':');
                    match value {
                        Tree::Map(inner) if !inner.is_empty() => {
                            *out += &format!("\n{}", pad(column + step));
                            self.lines(value, column + step, style, out);
                        }
                        Tree::Seq(inner) if !inner.is_empty() => {
                            *out += "\n";
                            self.lines(value, column + dash, style, out);
                        }
                        Tree::Scalar(text) if comments && (self.count + 4).is_multiple_of(7) => {
                            *out += &format!(" {text} # behind {}\n", self.count);
                        }
                        _ => {
                            out.push(' ');
                            self.lines(value, column, style, out);
                        }
                    }
                }
            }
            Tree::Seq(items) => {
                for item in items {
                    self.count += 1;
                    if comments && self.count.is_multiple_of(5) {
                        *out += &format!("{}# item {}\n", pad(column), self.count);
                    }
                    *out += &format!("{}-{}", pad(column), pad(gap - 1));
                    self.lines(item, column + gap, style, out);
                }
            }
        }
    }
}

/// In brackets; over lines if a column is given.
fn flow(tree: &Tree, column: Option<usize>, out: &mut String) {
    let inner = column.map(|column| column + 2);
    let line = |column: Option<usize>, out: &mut String| {
        if let Some(column) = column {
            *out += &format!("\n{}", " ".repeat(column));
        }
    };
    let count = match tree {
        Tree::Scalar(text) => return *out += text,
        Tree::Map(pairs) => pairs.len(),
        Tree::Seq(items) => items.len(),
    };
    let brackets = if matches!(tree, Tree::Map(_)) { ('{', '}') } else { ('[', ']') };
    out.push(brackets.0);
    for index in 0..count {
        line(inner, out);
        match tree {
            Tree::Map(pairs) => {
                *out += &format!("{}: ", quote::inline(&pairs[index].0, None, Quote::Double, true));
                flow(&pairs[index].1, inner, out);
            }
            Tree::Seq(items) => flow(&items[index], inner, out),
            Tree::Scalar(_) => {}
        }
        *out += if column.is_some() {
            ","
        } else if index + 1 < count {
            ", "
        } else {
            ""
        };
    }
    if count > 0 {
        line(column, out);
    }
    out.push(brackets.1);
}
