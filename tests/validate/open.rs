//! What is to be filled in, to be merged, or left empty.

use podls::ide::{Snapshot, findings, mended, vetted};
use podls::text::{Edit, Span};

use super::{check, silent};
use crate::fixtures::server_only;

#[test]
fn placeholders_are_told_where_they_cannot_stay() {
    check(
        r#"apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${NAME}-web
  #     ^^^^^^^^^^^ information[placeholder]: `${NAME}` is a placeholder; fill it in before applying
  labels: {🚢: "<app>"}
  #        ^ error[label-value-invalid]
  #           ^^^^^^^ information[placeholder]: `<app>` is a placeholder
spec:
  replicas: ${N}
  #         ^^^^ information[placeholder]
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      serviceAccountName: "{{SA}}"
      #                   ^^^^^^^^ information[placeholder]: `{{SA}}` is a placeholder
      containers:
      - name: "${C}"
        #     ^^^^^^ information[placeholder]
        image: ${IMAGE}
        args: ["--x=${Y}", <z>]
        env: [{name: A, value: "${B}"}]
        imagePullPolicy: ${P}
        #                ^^^^ information[placeholder]
        resources: {limits: {cpu: "<number>"}}
        #                         ^^^^^^^^^^ information[placeholder]
"#,
    );
    check(
        r#"apiVersion: batch/v1
kind: CronJob
metadata: {name: a}
spec:
  schedule: "{{ schedule }}"
  #         ^^^^^^^^^^^^^^^^ information[placeholder]
  jobTemplate:
    spec:
      parallelism: <n>
      #            ^^^ information[placeholder]
      template:
        spec:
          restartPolicy: Never
          containers: [{name: a, image: b}]
          dnsConfig:
            searches: [NAMESPACE.svc.cluster.local]
            #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[placeholder]: `NAMESPACE
"#,
    );
}

#[test]
fn at_most_ten_placeholders_are_told() {
    let labels: Vec<String> = (0..30).map(|nth| format!("    l{nth}: ${{X{nth}}}\n")).collect();
    let labels = labels.concat();
    let yaml = format!(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n{labels}spec: {{containers: [{{name: a, image: b}}]}}\n"
    );
    let snapshot = podls::ide::Snapshot::new(&yaml);
    let found = podls::ide::findings(&snapshot, &server_only());
    assert_eq!(found.iter().filter(|finding| finding.code == "placeholder").count(), 10);
    assert_eq!(found.len(), 10);
}

#[test]
fn a_patch_names_what_it_changes() {
    silent("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 2}\n");
    silent("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, labels: {b: c}}\n");
    silent("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n$patch: delete\n");
    silent(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {nodeSelector: {$patch: replace, a: b}}}}\n",
    );
    check(
        r"apiVersion: apps/v1
#<^^^^^^^^^ error[missing-field]: `spec` is missing
kind: Deployment
metadata: {name: a}
",
    );
    check(
        r"apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: a}
spec:
#<^^^ error[missing-field]: `template` is missing
  selector: {matchLabels: {a: b}}
",
    );
    check(
        r"apiVersion: apps/v1
kind: Deployment
metadata: {labels: {a: b}}
#<^^^^^^^ error[missing-name]
spec:
#<^^^ error[missing-field]: `selector` is missing
#<^^^ error[missing-field]: `template` is missing
  replicas: 2
",
    );
}

#[test]
fn only_mappings_are_merged() {
    silent(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - &a {name: a, image: b}\n  - {<<: *a, name: c}\n  - {<<: [*a, {tty: true}], name: d}\n",
    );
    check(
        r"apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - name: a
    image: b
    env: &🚀 [{name: A, value: b}]
  - name: b
    image: b
    env:
    - name: B
    - <<: *🚀
      #   ^^ error[yaml-syntax]: `<<` merges a mapping or a list of mappings
",
    );
}

#[test]
fn an_item_of_a_list_is_an_object() {
    check(
        r"apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
- null
# ^^^^ error[missing-kind]: this item of `items` is empty
",
    );
    silent("apiVersion: v1\nkind: PodList\nitems:\n- null\n");
}

#[test]
fn a_patch_changes_something_of_what_is_no_copy() {
    let patch = |kind: &str, pod: &str| {
        format!("apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: a}}\nspec:\n  template:\n    spec: {pod}\n")
    };
    silent(&patch("Deployment", "{containers: [{name: a, env: []}]}"));
    silent(&patch("Deployment", "{imagePullSecrets: [{name: a}]}"));
    check(
        "apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  template:
  #<^^^^^^^ error[missing-field]: `selector` is missing
    spec: {containers: [{name: app}]}
    #                          ^^^ error[missing-field]: `image` is missing
",
    );
    check(
        "apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: a}
spec:
#<^^^ error[missing-field]: `selector` is missing
#<^^^ error[missing-field]: `template` is missing
  replicas: 2
",
    );
}

/// A Deployment that reads as a patch.
const PART: &str = "apiVersion: apps/v1
kind: Deployment
metadata: {name: part}
spec: {template: {spec: {containers: [{name: a, image: a:1}]}}}
";

#[test]
fn among_whole_objects_there_is_no_patch() {
    let whole = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a:1}]}\n";
    silent(&format!("{PART}---\n{PART}"));
    silent(&format!("apiVersion: v1\nkind: Service\nmetadata: {{name: a}}\n---\n{PART}"));
    check(&format!(
        "{whole}---
apiVersion: apps/v1
kind: Deployment
metadata: {{name: part}}
spec: {{template: {{spec: {{containers: [{{name: a, image: a:1}}]}}}}}}
#      ^^^^^^^^ error[missing-field]: `selector` is missing
"
    ));
    // What marks a patch is one anywhere.
    silent(&format!("{whole}---\n{PART}---\n{PART}").replace("spec: {template", "spec: {$patch: merge, template"));
}

#[test]
fn what_others_tell_of_a_patch_is_forgotten_with_them() {
    let settings = server_only();
    let whole = format!("---\n{}", PART.replace("{template", "{selector: {matchLabels: {a: b}}, template"));
    let mut snapshot = Snapshot::new(PART);
    let count = |snapshot: &Snapshot| findings(snapshot, &settings).iter().filter(|one| one.span.start < 130).count();
    assert_eq!(count(&snapshot), 0);
    let end = snapshot.text().len();
    for _ in 0..2 {
        snapshot.edit(&Edit::replace(Span::empty(end), whole.as_str()));
        assert_eq!(count(&snapshot), 1);
        let all = findings(&snapshot, &settings);
        assert_eq!(vetted(&snapshot, &settings, mended(&snapshot, &settings, all.clone())).len(), all.len());
        snapshot.edit(&Edit::replace(Span::new(end, end + whole.len() as u32), ""));
        assert_eq!(count(&snapshot), 0);
    }
}
