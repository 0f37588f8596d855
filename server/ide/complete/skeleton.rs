//! Whole objects to begin a document with.

use crate::ide::{Completion, CompletionKind};
use crate::schema::{Workload, workloads};

use super::insert::Insert;
use super::rank;

const LABELS: &str = "labels:\n  app.kubernetes.io/name: «1:app»";

const CONTAINERS: &str = "containers:
- name: «1:app»
  image: «2:registry.example/app:1.0.0»
  resources:
    requests:
      cpu: «3:100m»
      memory: «4:128Mi»
    limits:
      memory: «4:128Mi»";

/// A beginning of an object of each kind that holds a Pod.
pub(super) fn offer(insert: &Insert<'_>) -> impl Iterator<Item = Completion> {
    workloads().iter().filter_map(move |workload| {
        let body = body(workload);
        let (edit, snippet) = insert.block(&body)?;
        let shown = crate::ide::Snippet::of(&body).plain();
        Some(Completion {
            label: workload.kind.to_owned(),
            kind: CompletionKind::Block,
            detail: workload.api_version.to_owned(),
            documentation: format!("{}\n\n```yaml\n{shown}\n```", workload.ty.doc).into(),
            rank: 10 + rank::kind(workload.kind, workload.api_version),
            deprecated: false,
            edit,
            snippet: Some(snippet),
            also: Vec::new(),
        })
    })
}

/// An object of this kind that a server accepts once its image is named.
fn body(workload: &Workload) -> String {
    let Workload { api_version, kind, .. } = workload;
    let mut lines = format!("apiVersion: {api_version}\nkind: {kind}\nmetadata:\n  name: «1:app»\n");
    let restart = if matches!(*kind, "Job" | "CronJob") { "restartPolicy: OnFailure\n" } else { "" };
    let pod = format!("{restart}{CONTAINERS}");
    let template = format!("metadata:\n{}\nspec:\n{}", deeper(LABELS, 1), deeper(&pod, 1));
    let selector = "selector:\n  matchLabels:\n    app.kubernetes.io/name: «1:app»";
    let rest = match *kind {
        "Pod" => format!("{}\nspec:\n{}", deeper(LABELS, 1), deeper(&pod, 1)),
        "PodTemplate" => format!("template:\n{}", deeper(&template, 1)),
        "CronJob" => format!(
            "spec:\n  schedule: \"«5:0 3 * * *»\"\n  jobTemplate:\n    spec:\n      template:\n{}",
            deeper(&template, 4)
        ),
        "Job" => format!("spec:\n  template:\n{}", deeper(&template, 2)),
        _ => {
            let mut spec = String::new();
            if *kind == "StatefulSet" {
                spec.push_str("serviceName: «1:app»\n");
            }
            if *kind != "DaemonSet" {
                spec.push_str("replicas: «5:2»\n");
            }
            let selector = if *kind == "ReplicationController" {
                "selector:\n  app.kubernetes.io/name: «1:app»"
            } else {
                selector
            };
            format!("spec:\n{}\n  template:\n{}", deeper(&format!("{spec}{selector}"), 1), deeper(&template, 2))
        }
    };
    lines.push_str(&rest);
    lines
}

/// Every line of `block` as many levels deeper.
fn deeper(block: &str, levels: usize) -> String {
    let indent = "  ".repeat(levels);
    let lines: Vec<String> = block.lines().map(|line| format!("{indent}{line}")).collect();
    lines.join("\n")
}
