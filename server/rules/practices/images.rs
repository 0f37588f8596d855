//! `image-latest-or-untagged`: nobody knows what will run. `image-pull-policy`: the same, and a node may keep
//! an old one for ever. `image-deprecated-registry`: a registry that nobody fills any more.

use super::given;
use crate::finding::Fix;
use crate::pod::Role;
use crate::pod::value::image::Image;
use crate::rules::advice::Advice;
use crate::rules::mend::{known, rewrite};
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::Step;

pub(in crate::rules) const LATEST: Rule = Rule { code: "image-latest-or-untagged", look: Look::Container(latest) };
pub(in crate::rules) const PULL: Rule = Rule { code: "image-pull-policy", look: Look::Container(pull) };
pub(in crate::rules) const REGISTRY: Rule = Rule { code: "image-deprecated-registry", look: Look::Container(registry) };

/// The registry that was frozen in 2023, and its successor.
const FROZEN: (&str, &str) = ("k8s.gcr.io", "registry.k8s.io");

fn latest(advice: &mut Advice<'_, '_>, view: &View<'_>, member: &Member<'_>) {
    let Some((node, text)) = given(member, "image").filter(|_| member.role() != Role::Ephemeral) else { return };
    let image = Image::of(text);
    if !image.is_latest() || super::reference::fault(text).is_some() {
        return;
    }
    let message = match image.tag {
        Some(_) => "`latest` is whatever was pushed last; write a version, or a digest",
        // A patch may have the tag put in by what it patches.
        None if view.is_patch => return,
        None => "without a tag this is `latest`, whatever was pushed last; write a version, or a digest",
    };
    advice.say(node.span(), message);
}

fn pull(advice: &mut Advice<'_, '_>, _: &View<'_>, member: &Member<'_>) {
    let Some((_, text)) = given(member, "image").filter(|_| member.role() != Role::Ephemeral) else { return };
    let Some((node, policy)) = known(member.map(), "imagePullPolicy") else { return };
    if !Image::of(text).is_latest() || !matches!(policy, "IfNotPresent" | "Never") {
        return;
    }
    let message = format!(
        "with `{policy}` each node keeps the `latest` it pulled first, so Pods differ; write a version, or `Always`"
    );
    let fix = rewrite(advice, member.map(), &[Step::Key("imagePullPolicy")], "Always", "Change to `Always`");
    advice.push(advice.finding(node.span(), message).with_fix(fix));
}

fn registry(advice: &mut Advice<'_, '_>, _: &View<'_>, member: &Member<'_>) {
    let Some((node, text)) = given(member, "image") else { return };
    let (old, new) = FROZEN;
    let Some(rest) = text.strip_prefix(old).filter(|rest| rest.starts_with('/')) else { return };
    let message = format!("`{old}` gets no new images and may go away; use `{new}`, which has the same ones");
    let title = format!("Change to `{new}`");
    let fix = rewrite(advice, member.map(), &[Step::Key("image")], format!("{new}{rest}").as_str(), title);
    // It has sent everybody to its successor since 2023: what is pulled is the same.
    let fix = fix.map(|fix| Fix { safe: node.anchor().is_none(), ..fix });
    advice.push(advice.finding(node.span(), message).with_fix(fix).with_tag(crate::finding::Tag::Deprecated));
}
