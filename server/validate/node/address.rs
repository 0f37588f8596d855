//! IP addresses of name servers and host aliases. Facts D5, D10, W26: servers from 1.36 refuse forms
//! that older ones took for something, with a warning from 1.33 on.

use crate::finding::Finding;
use crate::pod::text;
use crate::pod::value::ip::{Reading, read};
use crate::schema::Minor;
use crate::syntax::Node;
use crate::validate::{Cx, mend};

/// Judges an address; what is empty is left alone.
pub(super) fn check(cx: &mut Cx<'_>, at: Node<'_>) {
    let Some(address) = text(at) else { return };
    let is_short = address.len() <= 60 && address.trim() == address;
    let shown = if is_short { address.into() } else { at.excerpt(60) };
    let (code, message, usual) = match read(address) {
        Reading::Usual => return,
        _ if cx.is_open(at) => return,
        Reading::Unusual(usual) => {
            if cx.minor < Minor(33) {
                return;
            }
            let message = format!("`{shown}` is usually written `{usual}`; write it so, or comparisons may fail");
            let finding = Finding::warning("ip-unusual", at.span(), message);
            return cx.push(finding.with_fix(mend::say(at, &usual, true)));
        }
        Reading::LeadingZeros(usual) => {
            let message = format!("`{shown}` has leading zeros, which not all programs read alike; write `{usual}`");
            ("ip-invalid", message, usual)
        }
        Reading::Mapped(usual) => {
            let message = format!("`{shown}` is an IPv4 address in IPv6 form; write `{usual}`");
            ("ip-invalid", message, usual)
        }
        Reading::Not => {
            let message = if address.is_empty() {
                "an IP address must not be empty; write one such as `10.9.8.7` or `2001:db8::1`".to_owned()
            } else {
                format!("`{shown}` is not an IP address; write one such as `10.9.8.7` or `2001:db8::1`")
            };
            let trimmed = address.trim();
            let meant = (trimmed != address && read(trimmed) == Reading::Usual).then_some(trimmed);
            let fix = meant.and_then(|meant| mend::say(at, meant, true));
            return cx.push(Finding::error("ip-invalid", at.span(), message).with_fix(fix));
        }
    };
    // Servers from 1.33 on warn of these; older ones say nothing.
    let finding = match cx.minor {
        minor if minor < Minor(33) => return,
        minor if minor < Minor(36) => Finding::warning(code, at.span(), message),
        _ => Finding::error(code, at.span(), message),
    };
    cx.push(finding.with_fix(mend::say(at, &usual, false)));
}
