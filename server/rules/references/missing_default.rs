//! `missing-default-container`: several containers, and nothing that tells kubectl which one is meant: it
//! takes the first.

use super::default_container::{ANNOTATIONS, annotations};
use crate::finding::Fix;
use crate::pod::Role;
use crate::rules::advice::Advice;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::Step;
use crate::syntax::edit::{self, Target, Value};

pub(in crate::rules) const RULE: Rule = Rule { code: "missing-default-container", look: Look::Pod(look) };

fn look(advice: &mut Advice<'_, '_>, view: &View<'_>) {
    let regular = |member: &&Member<'_>| matches!(member.role(), Role::App | Role::PlainSidecar);
    let told = annotations(view)
        .is_some_and(|annotations| annotations.fields().any(|field| ANNOTATIONS.contains(&field.name)));
    if view.is_patch || told || view.members.iter().filter(regular).count() < 2 {
        return;
    }
    let (Some(field), Some(first)) = (view.spec().field("containers"), view.members.iter().find(regular)) else {
        return;
    };
    let name = first.name();
    let message =
        format!("kubectl uses `{name}` for `logs` and `exec`; say so with the annotation `{}`", ANNOTATIONS[0]);
    let template = view.object.template();
    let path = [Step::Key("metadata"), Step::Key("annotations"), Step::Key(ANNOTATIONS[0])];
    let edits = template
        .filter(|_| !name.is_empty())
        .and_then(|template| edit::set(Target::new(advice.desk(), template.node()), &path, &Value::from(name)));
    let fix = edits.map(|edits| Fix::suggestion(format!("Annotate `{name}` as the default container"), edits));
    advice.push(advice.finding(field.key.span(), message).with_fix(fix));
}
