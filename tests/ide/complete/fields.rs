//! Which fields are offered.

use std::fmt::Write as _;

use expect_test::expect;
use podls::settings::Settings;

use super::{check, check_first, in_pod, labels, offered};
use crate::ide::target;

#[test]
fn free_mappings_get_the_keys_everybody_uses() {
    let resources = |rest: &str| in_pod(&format!("  - name: a\n    resources:\n{rest}"));
    assert_eq!(
        labels(&resources("      limits:\n        memory: 1Gi\n        $0\n")),
        "cpu ephemeral-storage hugepages-2Mi hugepages-1Gi nvidia.com/gpu amd.com/gpu"
    );
    assert!(labels(&resources("      limits: {$0}\n")).starts_with("cpu memory ephemeral-storage"));
    check_first(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    app.k$0\n",
        expect![[r#"
            |    app.kubernetes.io/name: ▮
        "#]],
    );
    check_first(
        "apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    $0",
        expect![[r#"
        |    kubernetes.io/os: ▮
    "#]],
    );
}

#[test]
fn what_is_on_its_way_out_comes_last() {
    let found = offered("apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - name: a\n    $0", &Settings::default());
    let first = found.iter().position(|item| item.deprecated).expect("something old");
    assert!(found[first..].iter().all(|item| item.deprecated), "nothing after it is of use");
    assert!(found[first..].iter().any(|item| item.label == "glusterfs"));
}

#[test]
fn fields_that_are_missing_come_first_then_those_people_use() {
    check(
        &in_pod("  - name: a\n    $0\n"),
        expect![[r#"
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
    "#]],
    );
    check(
        &in_pod("  - name: a\n    image: b\n  $0\n"),
        expect![[r#"
            volumes: []Volume
            initContainers: []Container
            serviceAccountName: string
            restartPolicy: string
            securityContext: PodSecurityContext
            tolerations: []Toleration
            nodeSelector: map[string]string
            terminationGracePeriodSeconds: integer
            affinity: Affinity
            priorityClassName: string
        "#]],
    );
    check(
        &in_pod("  - $0\n"),
        expect![[r#"
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
    "#]],
    );
    check(
        "apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - name: a\n    $0",
        expect![[r#"
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
    "#]],
    );
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
    assert!(probe.starts_with("initialDelaySeconds") && !probe.contains("httpGet"), "{probe}");
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
    "#]]
    .assert_eq(&out);
}

#[test]
fn nothing_is_offered_where_nothing_is_known() {
    for marked in [
        "version: 3\n$0",
        "version: 3\nservices:\n  $0",
        "apiVersion: v1\nkind: ConfigMap\ndata:\n  $0",
        "apiVersion: apps.kruise.io/v1alpha1\nkind: StatefulSet\nspec:\n  $0",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    example.com/$0",
        "apiVersion: v1\nkind: Pod\nspec: # com$0ment\n",
        "apiVersion: v1\nkind: Pod\n# $0\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  hostname: $0\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - args:\n    - |\n      na$0\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - args:\n    - |\n      if true\n      $0\n    name: b\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - command: [sh, -c, \"a\n      $0 b\"]\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Always $0\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: {{ .Values.na$0me }}\n",
        "-$0--\n",
    ] {
        assert_eq!(labels(marked), "", "{marked}");
    }
}
