//! `image-reference-invalid`: what no container runtime takes for an image. The API server takes any text,
//! and the Pod stays in `InvalidImageName`.

use super::given;
use crate::pod::value::image::Image;
use crate::rules::advice::Advice;
use crate::rules::mend::rewrite;
use crate::rules::view::{Member, View};
use crate::rules::{Look, Rule};
use crate::syntax::Step;

pub(in crate::rules) const RULE: Rule = Rule { code: "image-reference-invalid", look: Look::Container(look) };

/// What people put before an image that comes from a browser or another tool.
const SCHEMES: [&str; 3] = ["https://", "http://", "docker://"];

/// What is wrong with a reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// It begins with this.
    Scheme(&'static str),
    /// The repository has capital letters.
    Capitals,
    /// A space in the middle.
    Space,
    /// An empty part: `a//b`, `a:`, `a::b`.
    Empty,
    /// The tag holds something else than letters, digits, `_`, `.` and `-`.
    Tag,
    /// The digest is none.
    Digest,
}

fn look(advice: &mut Advice<'_, '_>, _: &View<'_>, member: &Member<'_>) {
    let Some((node, text)) = given(member, "image") else { return };
    let Some(fault) = fault(text) else { return };
    let message = match fault {
        Fault::Scheme(scheme) => format!("an image name has no `{scheme}` in front; remove it"),
        Fault::Capitals => "an image name has no capital letters; write it in lower case".to_owned(),
        Fault::Space => "an image name has no spaces; remove them".to_owned(),
        Fault::Empty => "a part of this image name is empty; write `registry/name:tag`".to_owned(),
        Fault::Tag => "this is not a valid tag; use at most 128 letters, digits, `_`, `.` and `-`".to_owned(),
        Fault::Digest => "this is not a valid digest; write `sha256:` and 64 digits of 0-9 and a-f".to_owned(),
    };
    let better = match fault {
        Fault::Scheme(scheme) => text.strip_prefix(scheme).map(str::to_owned),
        Fault::Capitals => small(text),
        Fault::Space => Some(text.replace(' ', "")),
        Fault::Empty | Fault::Tag | Fault::Digest => None,
    };
    let better = better.filter(|better| self::fault(better).is_none());
    let fix = better.and_then(|better| {
        let title = format!("Change to `{better}`");
        rewrite(advice, member.map(), &[Step::Key("image")], better.as_str(), title)
    });
    advice.push(advice.finding(node.span(), message).with_fix(fix));
}

/// The reference with its repository in small letters.
fn small(text: &str) -> Option<String> {
    let repository = Image::of(text).repository;
    let at = text.find(repository)?;
    Some(format!("{}{}{}", text.get(..at)?, repository.to_lowercase(), text.get(at + repository.len()..)?))
}

/// What is wrong with `text`. Nothing is said of what a tool fills in before a cluster sees it: marks of
/// templates, words all in capitals, schemes of build tools.
pub(super) fn fault(text: &str) -> Option<Fault> {
    const MARKS: &[char] = &['$', '{', '}', '<', '>', '[', ']', '(', ')', '%', '*', '#', '\n'];
    if text.is_empty() || text.trim() != text || text.contains(MARKS) {
        return None;
    }
    if let Some(scheme) = SCHEMES.into_iter().find(|scheme| text.starts_with(scheme)) {
        return Some(Fault::Scheme(scheme));
    }
    let Image { registry, repository, tag, digest } = Image::of(text);
    let is_word = |part: &str| part.len() > 2 && !part.bytes().any(|byte| byte.is_ascii_lowercase());
    if text.contains("://") || text.split(['/', ':', '@', '.', '-']).any(|part| is_word(part) && has_capitals(part)) {
        return None;
    }
    if text.contains(' ') {
        return Some(Fault::Space);
    }
    let parts = || repository.split('/');
    if registry == Some("") || parts().any(str::is_empty) || tag == Some("") || digest == Some("") {
        return Some(Fault::Empty);
    }
    if has_capitals(repository) {
        return Some(Fault::Capitals);
    }
    if repository.contains(':') {
        return Some(Fault::Empty).filter(|_| text.contains("::"));
    }
    let in_tag = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    let is_tag = |tag: &str| tag.len() <= 128 && tag.bytes().all(in_tag) && !tag.starts_with(['.', '-']);
    if !tag.is_none_or(is_tag) {
        return Some(Fault::Tag);
    }
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let is_digest = |digest: &str| match digest.strip_prefix("sha256:") {
        Some(sum) => sum.len() == 64 && sum.bytes().all(hex),
        None => digest.contains(':'),
    };
    (!digest.is_none_or(is_digest)).then_some(Fault::Digest)
}

fn has_capitals(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_uppercase())
}
