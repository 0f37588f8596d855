//! `podls/explain`: the page about a code as Markdown, and the list of all codes. Knows how a page looks
//! in an editor, not what it says.

use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::schema::{Page, page, pages};

/// The parameters of `podls/explain`.
#[derive(Deserialize)]
pub(super) struct ExplainParams {
    /// The code; none asks for all there are.
    #[serde(default)]
    code: Option<String>,
}

/// `{ code, markdown }` for a code, `null` where there is none such; without one, the list of all as
/// `{ code, area, says }`.
pub(super) fn explain(params: &ExplainParams) -> Value {
    let Some(code) = params.code.as_deref() else {
        let one = |page: &Page| json!({ "code": page.code, "area": page.area, "says": page.says });
        return pages().iter().map(one).collect();
    };
    page(code).map_or(Value::Null, |page| json!({ "code": page.code, "markdown": markdown(page) }))
}

fn markdown(page: &Page) -> String {
    let mut out = format!("# {}\n\n**{}**\n\n", page.code, page.says);
    let _ = writeln!(out, "{} · {}\n\n{}\n", page.loudness(), page.area, page.why);
    let mut how = String::new();
    if let Some(minor) = page.kubernetes {
        let _ = write!(how, ", with Kubernetes {minor}");
    }
    if let Some(level) = page.pod_security {
        let _ = write!(how, ", with the Pod Security level {level}");
    }
    let _ = writeln!(out, "## Wrong{how}\n\n```yaml\n{}\n```\n", page.wrong.trim_end());
    if page.fill > 0 {
        let _ = writeln!(out, "Here `…` stands for {} KiB of letters.\n", page.fill);
    }
    let _ = writeln!(out, "## Right\n\n```yaml\n{}\n```\n\nSource: {}.", page.right.trim_end(), page.source);
    out
}
