//! Completion.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::ide::{Completion, complete};
use podls::settings::Settings;

use super::{snapshot, target};

/// What is offered at the `$0`, in the order of the list, as far as it begins with what is typed.
fn offered(marked: &str, settings: &Settings) -> Vec<Completion> {
    let (snapshot, at) = snapshot(marked);
    let mut found = complete(&snapshot, settings, at);
    found.sort_by(|a, b| (a.rank, &a.label).cmp(&(b.rank, &b.label)));
    found.retain(|item| {
        assert!(item.edit.span.touches(at), "{item:?}");
        let typed = snapshot.text().slice(podls::text::Span::new(item.edit.span.start, at));
        item.label.to_lowercase().starts_with(&typed.trim().to_lowercase())
    });
    found
}

fn labels(marked: &str) -> String {
    let found = offered(marked, &Settings::default());
    found.iter().map(|item| item.label.as_str()).collect::<Vec<_>>().join(" ")
}

/// The first ten of what is offered.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(marked: &str, expected: Expect) {
    let mut out = String::new();
    for item in offered(marked, &Settings::default()).iter().take(10) {
        let old = if item.deprecated { " (deprecated)" } else { "" };
        let _ = writeln!(out, "{}: {}{old}", item.label, item.detail);
    }
    expected.assert_eq(&out);
}

/// The text with the first thing that is offered, `▮` where the cursor goes.
fn first(marked: &str) -> String {
    let found = offered(marked, &Settings::default());
    found.first().map_or_else(|| "nothing\n".to_owned(), |item| applied(marked, item))
}

fn applied(marked: &str, item: &Completion) -> String {
    let (snapshot, _) = snapshot(marked);
    let mut edit = item.edit.clone();
    edit.new_text.push('▮');
    snapshot.text().with_edits(&[edit]).to_string()
}

#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check_first(marked: &str, expected: Expect) {
    expected.assert_eq(&first(marked));
}

/// A Pod up to the fields of its container.
const POD: &str = "# 🚀\napiVersion: v1\nkind: Pod\nmetadata: {name: é}\nspec:\n  containers:\n";

fn in_pod(rest: &str) -> String {
    format!("{POD}{rest}")
}

#[test]
fn fields_that_are_missing_come_first_then_those_people_use() {
    check(&in_pod("  - name: a\n    $0\n"), expect![[r#"
        image: string, required
        volumeMounts: []VolumeMount
        env: []EnvVar
        resources: ResourceRequirements
        ports: []ContainerPort
        args: []string
        imagePullPolicy: string
        command: []string
        securityContext: SecurityContext
        livenessProbe: Probe
    "#]]);
    check(&in_pod("  - name: a\n    image: b\n  $0\n"), expect![[r#"
        volumes: []Volume
        serviceAccountName: string
        initContainers: []Container
        restartPolicy: string
        securityContext: PodSecurityContext
        tolerations: []Toleration
        nodeSelector: map[string]string
        terminationGracePeriodSeconds: integer
        affinity: Affinity
        priorityClassName: string
    "#]]);
    check(&in_pod("  - $0\n"), expect![[r#"
        name: string, required
        image: string, required
        volumeMounts: []VolumeMount
        env: []EnvVar
        resources: ResourceRequirements
        ports: []ContainerPort
        args: []string
        imagePullPolicy: string
        command: []string
        securityContext: SecurityContext
    "#]]);
    check("apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - name: a\n    $0", expect![[r#"
        emptyDir: EmptyDirVolumeSource
        configMap: ConfigMapVolumeSource
        secret: SecretVolumeSource
        hostPath: HostPathVolumeSource
        persistentVolumeClaim: PersistentVolumeClaimVolumeSource
        projected: ProjectedVolumeSource
        csi: CSIVolumeSource
        downwardAPI: DownwardAPIVolumeSource
        ephemeral: EphemeralVolumeSource
        image: ImageVolumeSource, since 1.31
    "#]]);
}

#[test]
fn a_half_typed_key_is_replaced() {
    check_first(&in_pod("  - name: a\n    imagePull$0\n    ports: []\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            imagePullPolicy: ▮
            ports: []
    "#]]);
    check_first(&in_pod("  - name: a\n    image$0: b\n    ports: []\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            image▮: b
            ports: []
    "#]]);
    check_first(&in_pod("  - na$0\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: ▮
    "#]]);
    check_first(&in_pod("  - name: a\n    \"ima$0\"\n"), expect![[r##"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            "image": ▮
    "##]]);
    check_first(&in_pod("  - name: a\n    'ima$0\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            'image': ▮
    "#]]);
    check_first(&in_pod("  -$0\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: ▮
    "#]]);
}

#[test]
fn mappings_and_lists_are_opened_in_the_style_of_the_text() {
    check_first(&in_pod("  - name: a\n    resou$0\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            resources:
              ▮
    "#]]);
    check_first(&in_pod("  - name: a\n    ports$0\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            ports:
            - ▮
    "#]]);
    check_first("apiVersion: v1\nkind: Pod\nspec:\n    containers:\n        -   name: a\n            po$0\n", expect![[r#"
        apiVersion: v1
        kind: Pod
        spec:
            containers:
                -   name: a
                    ports:
                        -   ▮
    "#]]);
    check_first("apiVersion: v1\nkind: Pod\nspec:\n    containers:\n        -   name: a\n            resou$0\n", expect![[r#"
        apiVersion: v1
        kind: Pod
        spec:
            containers:
                -   name: a
                    resources:
                        ▮
    "#]]);
    check_first("apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  contain$0\r\n", expect![[r#"
        apiVersion: v1
        kind: Pod
        spec:
          containers:
          - ▮
    "#]]);
}

#[test]
fn the_mapping_is_chosen_by_the_column() {
    let at = |column: usize| in_pod(&format!("  - name: a\n    resources:\n{}$0\n    image: b\n  - name: c\n", " ".repeat(column)));
    for (column, expected) in
        [(0, expect![[r#"
            name volumeMounts env resources ports args imagePullPolicy command securityContext livenessProbe readinessProbe terminationMessagePolicy envFrom terminationMessagePath lifecycle startupProbe workingDir volumeDevices stdin tty resizePolicy restartPolicy restartPolicyRules stdinOnce
            # 🚀
            apiVersion: v1
            kind: Pod
            metadata: {name: é}
            spec:
              containers:
              - name: a
                resources:
              - name: ▮
                image: b
              - name: c
        "#]]), (2, expect![[r#"
            name volumeMounts env resources ports args imagePullPolicy command securityContext livenessProbe readinessProbe terminationMessagePolicy envFrom terminationMessagePath lifecycle startupProbe workingDir volumeDevices stdin tty resizePolicy restartPolicy restartPolicyRules stdinOnce
            # 🚀
            apiVersion: v1
            kind: Pod
            metadata: {name: é}
            spec:
              containers:
              - name: a
                resources:
              - name: ▮
                image: b
              - name: c
        "#]]), (4, expect![[r#"
            volumeMounts env ports args imagePullPolicy command securityContext livenessProbe readinessProbe terminationMessagePolicy envFrom terminationMessagePath lifecycle startupProbe workingDir volumeDevices stdin tty resizePolicy restartPolicy restartPolicyRules stdinOnce
            # 🚀
            apiVersion: v1
            kind: Pod
            metadata: {name: é}
            spec:
              containers:
              - name: a
                resources:
                volumeMounts:
                - ▮
                image: b
              - name: c
        "#]]), (5, expect![[r#"
            requests limits claims
            # 🚀
            apiVersion: v1
            kind: Pod
            metadata: {name: é}
            spec:
              containers:
              - name: a
                resources:
                 requests:
                   ▮
                image: b
              - name: c
        "#]]), (6, expect![[r#"
            requests limits claims
            # 🚀
            apiVersion: v1
            kind: Pod
            metadata: {name: é}
            spec:
              containers:
              - name: a
                resources:
                  requests:
                    ▮
                image: b
              - name: c
        "#]]), (8, expect![[r#"
            requests limits claims
            # 🚀
            apiVersion: v1
            kind: Pod
            metadata: {name: é}
            spec:
              containers:
              - name: a
                resources:
                    requests:
                      ▮
                image: b
              - name: c
        "#]])]
    {
        expected.assert_eq(&format!("{}\n{}", labels(&at(column)), first(&at(column))));
    }
}

#[test]
fn an_empty_line_in_a_list_becomes_an_item() {
    check_first(&in_pod("  $0\n  - name: a\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: ▮
          - name: a
    "#]]);
    check_first(&in_pod("    $0\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
            - name: ▮
    "#]]);
    check_first(&in_pod("  - name: a\n    ports:\n    $0"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            ports:
            image: ▮"#]]);
    check_first(&in_pod("  - name: a\n    ports: $0\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            ports: 
            - containerPort: ▮
    "#]]);
    check_first(&in_pod("  - name: a\n    resources: $0\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            resources: 
              requests:
                ▮
    "#]]);
    check_first(&in_pod("  - name: a\n    securityContext:\n      capabilities:\n        drop:\n        - AL$0\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            securityContext:
              capabilities:
                drop:
                - ALL▮
    "#]]);
}

#[test]
fn values_out_of_a_list_are_offered() {
    check(&in_pod("  - name: a\n    imagePullPolicy: $0\n"), expect![[r#"
        IfNotPresent: use the copy on the node if there is one
        Always: ask the registry at every start and download only what changed
        Never: use the copy on the node or fail
    "#]]);
    check(&in_pod("  - name: a\n    imagePullPolicy: Al$0ways\n"), expect![[r#"
        Always: ask the registry at every start and download only what changed
    "#]]);
    check(&in_pod("  - name: a\n    tty: $0\n"), expect![[r#"
        true: 
        false: default
    "#]]);
    check_first(&in_pod("  - name: a\n    imagePullPolicy:$0\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            imagePullPolicy: IfNotPresent▮
    "#]]);
    check_first(&in_pod("  - name: a\n    imagePullPolicy: \"N$0\"\n"), expect![[r##"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            imagePullPolicy: "Never"▮
    "##]]);
    check_first(&in_pod("  - {name: a, imagePullPolicy: N$0, image: b}\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - {name: a, imagePullPolicy: Never▮, image: b}
    "#]]);
    check("apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      restartPolicy: $0\n", expect![[r#"
        OnFailure: restart only after a non-zero exit code
        Never: no restart; a failed init container fails the Pod
    "#]]);
}

#[test]
fn flow_collections_are_completed_too() {
    check_first(&in_pod("  - {name: a, ima$0}\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - {name: a, image: ▮}
    "#]]);
    check_first(&in_pod("  - {name: a, $0}\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - {name: a, image: ▮}
    "#]]);
    check_first(&in_pod("  - {$0 name: a}\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - {image: ,▮ name: a}
    "#]]);
    check_first("{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"Pod\",\n  $0\n  \"spec\": {}\n}\n", expect![[r#"
        {
          "apiVersion": "v1",
          "kind": "Pod",
          "metadata": ,▮
          "spec": {}
        }
    "#]]);
    check_first("{\n  apiVersion: \"v1\",\n  kind: \"Pod\",\n  spec: {\n    restartPolicy: $0\n  },\n}\n", expect![[r#"
        {
          apiVersion: "v1",
          kind: "Pod",
          spec: {
            restartPolicy: Always▮
          },
        }
    "#]]);
    check_first("{apiVersion: v1, kind: Pod, spec: {dnsPolicy: \"$0\"}}\n", expect![[r#"
        {apiVersion: v1, kind: Pod, spec: {dnsPolicy: "ClusterFirst"▮}}
    "#]]);
    check_first(&in_pod("  - name: a\n    securityContext: {capabilities: {drop: [$0]}}\n"), expect![[r#"
        # 🚀
        apiVersion: v1
        kind: Pod
        metadata: {name: é}
        spec:
          containers:
          - name: a
            securityContext: {capabilities: {drop: [ALL▮]}}
    "#]]);
}

#[test]
fn init_containers_are_not_offered_what_only_sidecars_may_have() {
    let init = |rest: &str| format!("apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - name: a\n{rest}    $0\n");
    let staying = |marked: &str| {
        let found = labels(marked);
        let known = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];
        known.into_iter().filter(|name| found.split(' ').any(|label| label == *name)).count()
    };
    assert_eq!(staying(&init("")), 0);
    assert_eq!(staying(&init("    restartPolicy: OnFailure\n")), 0);
    assert_eq!(staying(&init("    restartPolicy: Always\n")), 4);
    assert_eq!(staying(&in_pod("  - name: a\n    $0")), 4);
    let items = offered(&init("    restartPolicy: Always\n"), &target("1.27"));
    assert!(items.iter().all(|item| item.label != "startupProbe"), "there were no sidecars in 1.27");
}

#[test]
fn one_source_or_handler_is_enough() {
    assert_eq!(labels("apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - name: a\n    emptyDir: {}\n    $0\n"), "");
    let probe = labels(&in_pod("  - name: a\n    livenessProbe:\n      exec: {}\n      $0\n"));
    assert!(probe.starts_with("periodSeconds") && !probe.contains("httpGet"), "{probe}");
    assert_eq!(labels(&in_pod("  - name: a\n    env:\n    - name: B\n      value: c\n      $0\n")), "");
}

#[test]
fn fields_of_other_versions_are_not_offered() {
    let found = |minor: &str| {
        let items = offered("apiVersion: v1\nkind: Pod\nspec:\n  hostnam$0\n", &target(minor));
        items.iter().map(|item| format!("{} ({})", item.label, item.detail)).collect::<Vec<_>>().join(" ")
    };
    expect!["hostname (string)"].assert_eq(&found("1.33"));
    expect!["hostname (string) hostnameOverride (string, since 1.34)"].assert_eq(&found("1.34"));
}

#[test]
fn a_key_with_a_value_may_become_one_that_takes_it() {
    expect!["volumeMounts"].assert_eq(&labels(&in_pod("  - name: a\n    $0volumeMounts:\n    - mountPath: /a\n")));
}

#[test]
fn documents_begin_with_api_version_and_kind() {
    check("$0", expect![[r#"
        apiVersion: string, required
        kind: string, required
        Deployment: apps/v1
        Pod: v1
        DaemonSet: apps/v1
        StatefulSet: apps/v1
        Job: batch/v1
        CronJob: batch/v1
        ReplicaSet: apps/v1
        ReplicationController: v1
    "#]]);
    check_first("D$0", expect![[r#"
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: ▮"#]]);
    check("a: b\n---\n$0", expect![[r#"
        apiVersion: string, required
        kind: string, required
        Deployment: apps/v1
        Pod: v1
        DaemonSet: apps/v1
        StatefulSet: apps/v1
        Job: batch/v1
        CronJob: batch/v1
        ReplicaSet: apps/v1
        ReplicationController: v1
    "#]]);
    check("apiVersion: apps/v1\nkind: $0\n", expect![[r#"
        Deployment: apps/v1
        DaemonSet: apps/v1
        StatefulSet: apps/v1
        ReplicaSet: apps/v1
        ControllerRevision: apps/v1
    "#]]);
    check("kind: $0\n", expect![[r#"
        Deployment: apps/v1
        Pod: v1
        DaemonSet: apps/v1
        StatefulSet: apps/v1
        Job: batch/v1
        CronJob: batch/v1
        ReplicaSet: apps/v1
        ReplicationController: v1
        PodTemplate: v1
        Service: v1
    "#]]);
    check("apiVersion: $0\nkind: CronJob\n", expect![[r#"
        batch/v1: 
    "#]]);
    check("apiVersion: $0\n", expect![[r#"
        apps/v1: 
        v1: 
        batch/v1: 
        rbac.authorization.k8s.io/v1: 
        networking.k8s.io/v1: 
        autoscaling/v2: 
        policy/v1: 
        admissionregistration.k8s.io/v1: 
        apiextensions.k8s.io/v1: 
        apiregistration.k8s.io/v1: 
    "#]]);
    check("apiVersion: v1\n$0\n", expect![[r#"
        kind: string, required
        metadata: 
        spec: 
    "#]]);
    check("apiVersion: v1\nkind: Pod\n$0\n", expect![[r#"
        metadata: ObjectMeta
        spec: PodSpec
        status: PodStatus
    "#]]);
    check("{$0}", expect![[r#"
        apiVersion: string, required
        kind: string, required
    "#]]);
}

#[test]
fn every_kind_of_place_is_known() {
    let mut out = String::new();
    for marked in [
        "apiVersion: batch/v1\nkind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartP$0\n",
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec:\n    dns$0\n- apiVersion: v1\n  kind: Pod\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - &a\n    name: x\n  - <<: *a\n    work$0\n",
        "apiVersion: v1\nkind: Pod\nx-base: &base\n  work$0\nspec:\n  containers:\n  - <<: *base\n",
        "kind: Pod\nspec:\n  dnsP$0\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  affinity:\n    podAffi$0",
    ] {
        let _ = writeln!(out, "{}", labels(marked));
    }
    expect![[r#"
        restartPolicy
        dnsPolicy dnsConfig
        workingDir
        workingDir
        dnsPolicy
        podAffinity
    "#]].assert_eq(&out);
}

#[test]
fn nothing_is_offered_where_nothing_is_known() {
    for marked in [
        "version: 3\n$0",
        "version: 3\nservices:\n  $0",
        "apiVersion: v1\nkind: ConfigMap\ndata:\n  $0",
        "apiVersion: apps.kruise.io/v1alpha1\nkind: StatefulSet\nspec:\n  $0",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    $0",
        "apiVersion: v1\nkind: Pod\nspec: # com$0ment\n",
        "apiVersion: v1\nkind: Pod\n# $0\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  hostname: $0\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - args:\n    - |\n      na$0\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Always $0\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: {{ .Values.na$0me }}\n",
        "-$0--\n",
    ] {
        assert_eq!(labels(marked), "", "{marked}");
    }
}
