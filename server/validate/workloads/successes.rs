//! `successPolicy`: when an indexed Job has done enough. Fact Z22.

use super::failures::too_many;
use super::set;
use crate::finding::Finding;
use crate::pod::{Map, int, text};
use crate::syntax::Node;
use crate::validate::grammar::{cut, head, not_negative};
use crate::validate::{Cx, mend, placeholder::is_placeholder};

const CODE: &str = "success-policy-invalid";
const MAX_RULES: usize = 20;
const MAX_INDEXES: usize = 64 * 1024;

/// Judges the policy `policy` in the `job` spec; `filled` tells whether the server fills in one completion
/// where nothing is said.
pub(super) fn check(cx: &mut Cx<'_>, job: Map<'_>, policy: Node<'_>, filled: bool) {
    let Some(policy) = Map::of(policy) else { return };
    too_many(cx, policy, "rules", MAX_RULES);
    let completions = match job.int("completions") {
        None if filled && set(job, "completions").is_none() && set(job, "parallelism").is_none() => Some(1),
        completions => completions,
    };
    for (_, rule) in policy.maps("rules") {
        let count = set(rule, "succeededCount");
        let indexes = set(rule, "succeededIndexes");
        if count.is_none() && indexes.is_none() && !cx.is_patch && !rule.is_damaged() {
            let message = "a rule needs `succeededIndexes` or `succeededCount`";
            cx.push(Finding::error(CODE, head(rule), message));
        }
        let mut total = None;
        if let Some(node) = indexes.map(|field| field.value).filter(|node| !is_placeholder(*node)) {
            let Some(written) = text(node) else { continue };
            match (written.len() > MAX_INDEXES, completions) {
                (true, _) => {
                    let message = format!("`succeededIndexes` must be at most {MAX_INDEXES} bytes long");
                    cx.push(Finding::error(CODE, node.span(), message));
                }
                (_, None) => {}
                (_, Some(completions)) => match count_indexes(written, completions) {
                    Ok(count) => total = Some(count),
                    Err(message) => cx.push(Finding::error(CODE, node.span(), message)),
                },
            }
        }
        let Some(node) = count.map(|field| field.value) else { continue };
        let Some(value) = int(node) else { continue };
        if not_negative(cx, rule, "succeededCount") {
            continue;
        }
        let limits = [(completions, "`completions`"), (total, "the number of `succeededIndexes`")];
        if let Some((most, what)) =
            limits.iter().find_map(|(limit, what)| limit.filter(|most| value > *most).map(|most| (most, what)))
        {
            let message = format!("`succeededCount` must be at most {most} ({what}), not {value}");
            let fix = mend::rewrite(node, &most.to_string(), format!("Change to `{most}`"), false);
            cx.push(Finding::error(CODE, node.span(), message).with_fix(fix));
        }
    }
}

/// The number of indexes in a list such as `0,2-4,7`, all below `completions`, ascending.
fn count_indexes(list: &str, completions: i64) -> Result<i64, String> {
    if list.is_empty() {
        return Ok(0);
    }
    let number = |text: &str| {
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let value = is_number.then(|| text.parse::<i64>().ok()).flatten();
        let value = value
            .ok_or_else(|| format!("`{}` is not an index; write numbers and ranges such as `0,2-4`", cut(text)))?;
        if value >= completions {
            return Err(format!("index {value} is too large: the last one is {}", completions - 1));
        }
        Ok(value)
    };
    let mut last: Option<i64> = None;
    let mut total = 0;
    for part in list.split(',') {
        let mut ends = part.split('-');
        let (first, second) = (ends.next().unwrap_or_default(), ends.next());
        if ends.next().is_some() {
            return Err(format!("`{}` is not a range of indexes; write it as `2-4`", cut(part)));
        }
        let start = number(first)?;
        let end = second.map(number).transpose()?;
        if end.is_some_and(|end| start >= end) || last.is_some_and(|last| last >= start) {
            return Err(format!("indexes must ascend, but `{}` does not", cut(part)));
        }
        total += 1 + end.map_or(0, |end| end - start);
        last = Some(end.unwrap_or(start));
    }
    Ok(total)
}
