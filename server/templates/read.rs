//! From a text to a template, or clear words why not. Knows the keys of a template.

use super::tree::Tree;
use super::{Group, Order, Template, Volume};
use crate::pod::Map;
use crate::pod::value::name;
use crate::schema::nearest;
use crate::syntax::{Node, Syntax};
use crate::text::Text;

const KEYS: &[&str] =
    &["id", "title", "purpose", "group", "order", "exception", "choose", "container", "volumes", "app", "copy"];

/// See [`super::read`].
pub(super) fn read(text: &str) -> (Option<Template>, Vec<String>) {
    let text = Text::new(text);
    let syntax = Syntax::new(&text);
    let mut reader = Reader { text: &text, problems: Vec::new() };
    let template = reader.template(&syntax);
    let problems = reader.problems;
    (template.filter(|_| problems.is_empty()), problems)
}

struct Reader<'t> {
    text: &'t Text,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn wrong(&mut self, node: Node<'_>, what: impl std::fmt::Display) {
        let line = self.text.line_of(node.span().start) + 1;
        self.problems.push(format!("line {line}: {what}"));
    }

    fn template(&mut self, syntax: &Syntax) -> Option<Template> {
        let mut documents = syntax.documents();
        let first = documents.next();
        for (origin, document) in first.into_iter().chain(documents) {
            for problem in document.problems(origin) {
                let line = self.text.line_of(problem.span.start) + 1;
                self.problems.push(format!("line {line}: {}", problem.message));
            }
        }
        let root = first.and_then(|(origin, document)| Map::of(document.root(origin)?));
        let Some(root) = root else {
            self.problems.push("a template is a mapping with `id`, `title`, `group` and `container`".to_owned());
            return None;
        };
        for field in root.fields().filter(|field| !KEYS.contains(&field.name)) {
            let near = nearest(field.name, KEYS.iter().copied());
            let advice = near.map_or_else(|| "remove it".to_owned(), |near| format!("did you mean `{near}`?"));
            self.wrong(field.key, format!("a template has no `{}`; {advice}", field.name));
        }
        let id = self.demanded(root, "id")?;
        if let (Some(problem), Some(node)) = (name::label(&id), root.get("id")) {
            self.wrong(node, format!("`{id}` {problem}"));
        }
        let title = self.demanded(root, "title")?;
        let group = self.choice(root, "group", &[("init", Group::Init), ("sidecar", Group::Sidecar)]);
        if root.get("group").is_none() {
            self.missing(root, "group", "`init` or `sidecar`");
        }
        let group = group?;
        let orders = [("first", Order::First), ("early", Order::Early), ("late", Order::Late)];
        let rule = if group == Group::Sidecar { Order::Early } else { Order::Late };
        let order = self.choice(root, "order", &orders).unwrap_or(rule);
        let Some(container) = root.map("container") else {
            self.missing(root, "container", "a container");
            return None;
        };
        for (field, form) in [("name", "a string"), ("image", "a string")] {
            if container.text(field).is_none() {
                self.missing(container, field, form);
            }
        }
        if let Some(field) = container.field("restartPolicy") {
            self.wrong(field.key, "`restartPolicy` follows from `group`; remove it");
        }
        let app = root.map("app");
        let list = |map: Option<Map<'_>>, key: &str| -> Vec<Tree> {
            map.map(|map| map.items(key).map(Tree::of).collect()).unwrap_or_default()
        };
        let texts =
            |map: Map<'_>, key: &str| -> Vec<String> { map.items(key).map(|item| item.value().to_owned()).collect() };
        Some(Template {
            id,
            title,
            purpose: root.text("purpose").unwrap_or_default().trim_end().to_owned(),
            group,
            exception: root.text("exception").map(str::to_owned),
            order,
            choose: self.choose(root),
            container: Tree::of(container.node()),
            volumes: self.volumes(root),
            mounts: list(app, "volumeMounts"),
            env: list(app, "env"),
            copy: texts(root, "copy"),
        })
    }

    fn missing(&mut self, map: Map<'_>, key: &str, form: &str) {
        self.wrong(map.node(), format!("`{key}` is missing; add {form}"));
    }

    /// A string that must be there.
    fn demanded(&mut self, map: Map<'_>, key: &str) -> Option<String> {
        let text = map.text(key).filter(|text| !text.trim().is_empty()).map(str::to_owned);
        if text.is_none() {
            self.missing(map, key, "a string");
        }
        text
    }

    /// One of several words; none if it is not there.
    fn choice<T: Copy>(&mut self, map: Map<'_>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let node = map.get(key)?;
        let found = words.iter().find(|(word, _)| node.says(word)).map(|(_, value)| *value);
        if found.is_none() {
            let all: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            self.wrong(node, format!("`{key}` must be one of {}, not `{}`", all.join(", "), node.excerpt(20)));
        }
        found
    }

    fn choose(&mut self, root: Map<'_>) -> Vec<(u32, String)> {
        let Some(map) = root.map("choose") else { return Vec::new() };
        let mut chosen = Vec::new();
        for field in map.fields() {
            match field.name.parse() {
                Ok(number) => chosen.push((number, field.value.value().to_owned())),
                Err(_) => self.wrong(field.key, format!("`{}` is not the number of a place to type at", field.name)),
            }
        }
        chosen
    }

    fn volumes(&mut self, root: Map<'_>) -> Vec<Volume> {
        let mut volumes = Vec::new();
        for (_, map) in root.maps("volumes") {
            let Some(name) = map.text("name") else {
                self.missing(map, "name", "a string");
                continue;
            };
            let source = map.fields().find(|field| field.name != "name" && field.name != "take");
            let Some(source) = source else {
                self.wrong(map.node(), format!("volume `{name}` has no source; add `emptyDir: {{}}`"));
                continue;
            };
            let take = map.items("take").map(|item| item.value().to_owned()).collect();
            let source = Tree::Map(vec![(source.name.to_owned(), Tree::of(source.value))]);
            volumes.push(Volume { name: name.to_owned(), source, take });
        }
        volumes
    }
}
