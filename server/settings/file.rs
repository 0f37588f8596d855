//! The settings file `podls.yaml`: its text read as choices, with findings for what is wrong in it. Knows
//! nothing of folders: who finds the file also decides which paths its patterns mean.

use std::collections::BTreeMap;
use std::path::{Component, Path};
use std::sync::Arc;

use super::Settings;
use crate::finding::{Finding, Fix, Severity};
use crate::pod::Map;
use crate::rules::Profile;
use crate::schema::{Minor, nearest, page, pages};
use crate::syntax::{Kind, Node, Scalar, Syntax};
use crate::text::{Edit, Span, Text};
use crate::validate::pss::Level;

/// The names a settings file may have; the first found counts.
pub const NAMES: [&str; 2] = ["podls.yaml", ".podls.yaml"];

/// Everything a settings file says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Config {
    /// What holds for all files.
    pub chosen: Chosen,
    /// What holds for some files besides; later ones win.
    pub overrides: Vec<Override>,
    /// Patterns of files that are not looked at.
    pub ignore: Vec<String>,
    /// The folder with templates of the user's own.
    pub templates: Option<Below>,
}

/// A folder below that of the settings file: who writes the file need not be who reads what it names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Below {
    /// Its path, relative to the file; it has no `..`.
    pub path: String,
    /// Where the file names it.
    pub span: Span,
}

/// Choices for the files that match one of some patterns.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Override {
    /// Patterns of paths relative to the folder of the settings file: `legacy/**`.
    pub paths: Vec<String>,
    /// What is chosen for them.
    pub chosen: Chosen,
}

/// What is chosen; what is not keeps the value it has elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chosen {
    /// Which advice is given.
    pub profile: Option<Profile>,
    /// The Kubernetes version to judge by.
    pub kubernetes: Option<Minor>,
    /// The Pod Security level to judge by.
    pub pod_security: Option<Level>,
    /// Severities by code; none is off.
    pub rules: BTreeMap<String, Option<Severity>>,
}

impl Chosen {
    /// Puts what is chosen here into `settings`.
    pub fn apply(&self, settings: &mut Settings) {
        if let Some(minor) = self.kubernetes {
            settings.kubernetes = minor;
        }
        if let Some(profile) = self.profile {
            settings.choices.profile = profile;
            settings.pod_security = profile.pod_security().or(settings.pod_security);
        }
        settings.pod_security = self.pod_security.or(settings.pod_security);
        if !self.rules.is_empty() {
            let mut all = settings.choices.severities.as_deref().cloned().unwrap_or_default();
            all.extend(self.rules.iter().map(|(code, level)| (code.clone(), *level)));
            settings.choices.severities = Some(Arc::new(all));
        }
    }
}

/// What the text of a settings file chooses, and what is wrong with it. What is wrong is left out; the rest
/// holds.
pub fn read(text: &str) -> (Config, Vec<Finding>) {
    let mut reader = Reader::default();
    let syntax = Syntax::new(&Text::new(text));
    let mut documents = syntax.documents();
    if let Some((origin, document)) = documents.next() {
        let problems = document.problems(origin).into_iter();
        reader.findings.extend(problems.map(|problem| Finding::error("yaml-syntax", problem.span, problem.message)));
        if let Some(root) = document.root(origin) {
            reader.top(root);
        }
    }
    if let Some((origin, document)) = documents.find(|(origin, document)| document.root(*origin).is_some()) {
        let message = "a settings file is one document; put everything into the first";
        let span = document.root(origin).map_or(document.body_span(origin), Node::span);
        reader.findings.push(Finding::error("setting-wrong", span, message));
    }
    reader.findings.sort_by_key(|finding| finding.span);
    (reader.config, reader.findings)
}

/// The keys of a settings file.
const TOP: [&str; 7] = ["profile", "kubernetesVersion", "podSecurity", "rules", "overrides", "ignore", "templates"];

/// The keys of an item of `overrides`.
const ITEM: [&str; 5] = ["paths", "profile", "kubernetesVersion", "podSecurity", "rules"];

/// The words for severities; YAML reads `off` as a boolean, people do not.
const LEVELS: [(&str, Option<Severity>); 6] = [
    ("off", None),
    ("hint", Some(Severity::Hint)),
    ("info", Some(Severity::Information)),
    ("information", Some(Severity::Information)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

#[derive(Default)]
struct Reader {
    config: Config,
    findings: Vec<Finding>,
}

impl Reader {
    fn top(&mut self, root: Node<'_>) {
        let Some(map) = self.map(root, "the settings") else { return };
        let mut chosen = Chosen::default();
        for field in map.fields() {
            let value = field.value;
            match field.name {
                "overrides" => {
                    for item in self.items(value, "overrides") {
                        self.item(item);
                    }
                }
                "ignore" => self.config.ignore = self.words(value, "ignore"),
                "templates" => self.config.templates = self.below(value),
                name => self.choice(name, field.key, value, &TOP, &mut chosen),
            }
        }
        self.config.chosen = chosen;
    }

    fn item(&mut self, item: Node<'_>) {
        let Some(map) = self.map(item, "an override") else { return };
        let mut one = Override::default();
        for field in map.fields() {
            match field.name {
                "paths" => one.paths = self.words(field.value, "paths"),
                name => self.choice(name, field.key, field.value, &ITEM, &mut one.chosen),
            }
        }
        if one.paths.is_empty() && !map.has("paths") {
            let message = "this override has no `paths`, so it holds for no file; add `paths: [\"legacy/**\"]`";
            self.wrong(item, message);
        }
        self.config.overrides.push(one);
    }

    /// One of the choices that may stand at the top and in an override.
    fn choice(&mut self, name: &str, key: Node<'_>, value: Node<'_>, known: &[&str], chosen: &mut Chosen) {
        match name {
            "profile" => chosen.profile = self.parsed(value, name),
            "kubernetesVersion" => chosen.kubernetes = self.parsed(value, name),
            "podSecurity" => chosen.pod_security = self.parsed(value, name),
            "rules" => {
                let Some(map) = self.map(value, "`rules`") else { return };
                for field in map.fields() {
                    self.rule(field.key, field.value, &mut chosen.rules);
                }
            }
            _ => {
                let near = nearest(name, known.iter().copied());
                let message = match near {
                    Some(near) => format!("there is no setting `{name}`; did you mean `{near}`?"),
                    None => format!("there is no setting `{name}`; there are {}", known.join(", ")),
                };
                self.findings.push(renamed(key, "setting-unknown", message, near));
            }
        }
    }

    fn rule(&mut self, key: Node<'_>, value: Node<'_>, rules: &mut BTreeMap<String, Option<Severity>>) {
        let code = key.value();
        if page(code).is_none() {
            let near = nearest(code, pages().iter().map(|page| page.code));
            let message = match near {
                Some(near) => format!("there is no rule `{code}`; did you mean `{near}`?"),
                None => format!("there is no rule `{code}`; `podls explain` lists them"),
            };
            self.findings.push(renamed(key, "setting-unknown", message, near));
            return;
        }
        match LEVELS.iter().find(|(word, _)| value.kind().is_scalar() && value.value() == *word) {
            Some((_, level)) => {
                rules.insert(code.to_owned(), *level);
            }
            None => self.wrong(value, "a rule can be off, hint, info, warning or error"),
        }
    }

    fn parsed<T: std::str::FromStr<Err = String>>(&mut self, value: Node<'_>, name: &str) -> Option<T> {
        // A version is written like a number.
        let text = if value.kind().is_scalar() { value.value().to_owned() } else { self.word(value, name)? };
        match text.parse() {
            Ok(parsed) => Some(parsed),
            Err(problem) => {
                self.wrong(value, format!("`{name}`: {problem}"));
                None
            }
        }
    }

    fn map<'a>(&mut self, node: Node<'a>, what: &str) -> Option<Map<'a>> {
        let map = Map::of(node);
        if map.is_none() && node.scalar() != Some(Scalar::Null) {
            self.wrong(node, format!("{what} must be `key: value` pairs"));
        }
        map
    }

    fn items<'a>(&mut self, node: Node<'a>, name: &str) -> Vec<Node<'a>> {
        if !node.is_sequence() {
            self.wrong(node, format!("`{name}` must be a list"));
        }
        node.items().map(|item| item.resolve().unwrap_or(item)).collect()
    }

    fn words(&mut self, node: Node<'_>, name: &str) -> Vec<String> {
        self.items(node, name).into_iter().filter_map(|item| self.word(item, name)).collect()
    }

    /// A folder below that of the settings file.
    fn below(&mut self, node: Node<'_>) -> Option<Below> {
        let path = self.word(node, "templates")?;
        let stays =
            |part: Component<'_>| matches!(part, Component::Normal(name) if name != "~") || part == Component::CurDir;
        if !Path::new(&path).components().all(stays) {
            let message =
                "`templates` leads out of the folder of this file; name a folder below it, such as `templates`";
            self.wrong(node, message);
            return None;
        }
        Some(Below { path, span: node.span() })
    }

    fn word(&mut self, node: Node<'_>, name: &str) -> Option<String> {
        let text = crate::pod::text(node).filter(|text| !text.is_empty());
        if text.is_none() {
            self.wrong(node, format!("`{name}` takes text here"));
        }
        text.map(str::to_owned)
    }

    fn wrong(&mut self, node: Node<'_>, message: impl Into<String>) {
        self.findings.push(Finding::error("setting-wrong", node.span(), message));
    }
}

fn renamed(key: Node<'_>, code: &'static str, message: String, near: Option<&str>) -> Finding {
    // Quotes stay: behind some of them, the value follows without a space.
    let quote = u32::from(matches!(key.kind(), Kind::SingleQuoted | Kind::DoubleQuoted));
    let name = Span::new(key.span().start + quote, key.span().end - quote);
    let fix = near.map(|near| Fix::safe(format!("Rename to `{near}`"), vec![Edit::replace(name, near)]));
    Finding::error(code, key.span(), message).with_fix(fix)
}
