//! Names: where they are given and used, and what renaming does.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use podls::ide::{Renaming, linked, names, prepare_rename, rename};
use podls::settings::Settings;

use super::snapshot;

/// Each place as its line with marks below, `=` where the name is given, `^` where it is used.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check(marked: &str, expected: Expect) {
    let (snapshot, at) = snapshot(marked);
    let mut out = String::new();
    let Some(names) = names(&snapshot, &Settings::default(), at) else {
        return expected.assert_eq("nothing\n");
    };
    for place in names.places {
        let text = snapshot.text();
        let line = text.line_of(place.span.start);
        let shown = text.slice(text.line_span(line));
        let before = text.slice(podls::text::Span::new(text.line_start(line), place.span.start));
        let inside = text.slice(place.span);
        let mark = if place.definition { "=" } else { "^" };
        let marks = mark.repeat(inside.chars().count());
        let _ = writeln!(out, "{:<2} {shown}\n   {}{marks}", line + 1, " ".repeat(before.chars().count()));
    }
    expected.assert_eq(&out);
}

/// The lines that renaming changes, or why it does not.
#[expect(clippy::needless_pass_by_value, reason = "so that expectations stand in the call")]
fn check_rename(marked: &str, new: &str, expected: Expect) {
    let (snapshot, at) = snapshot(marked);
    let out = match rename(&snapshot, &Settings::default(), at, new) {
        None => "nothing\n".to_owned(),
        Some(Renaming::Refused(why)) => format!("refused: {why}\n"),
        Some(Renaming::Done(edits)) => {
            let before = snapshot.text().to_string();
            let after = snapshot.text().with_edits(&edits).to_string();
            let pairs = (1..).zip(before.lines().zip(after.lines())).filter(|(_, (old, new))| old != new);
            pairs.map(|(line, (_, new))| format!("{line:<2} {new}\n")).collect()
        }
    };
    expected.assert_eq(&out);
}

/// A Deployment with its Service and configuration, an emoji in front.
const SHOP: &str = r#"# 🚀
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  labels: {app: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata:
      labels: {app: shop, tier: front}
      annotations:
        e: 🚀
        kubectl.kubernetes.io/default-container: web
        container.apparmor.security.beta.kubernetes.io/web: runtime/default
    spec:
      topologySpreadConstraints:
      - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: shop}}}
      initContainers:
      - name: seed
        image: busybox
        command: [sh, -c, 'cp $(HOME_DIR)/a /data; echo $$(HOME_DIR) $(date)']
        env:
        - {name: HOME_DIR, value: /seed}
        volumeMounts: [{name: "data", mountPath: /data}]
      containers:
      - name: web
        image: shop
        ports:
        - {name: http, containerPort: 8080}
        readinessProbe: {httpGet: {port: http}}
        livenessProbe: {tcpSocket: {port: 8080}}
        env:
        - name: LIMIT
          valueFrom: {resourceFieldRef: {containerName: web, resource: limits.cpu}}
        - name: APP
          valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}
        - name: LEVEL
          valueFrom: {configMapKeyRef: {name: settings, key: level}}
        envFrom: [{configMapRef: {name: settings}}]
        volumeMounts:
        - name: data
          mountPath: /data
        - {name: conf, mountPath: /etc/level, subPath: level}
      - name: side
        image: busybox
        ports: [{name: http, containerPort: 8081}]
        volumeMounts: [{name: data, mountPath: /data}]
      volumes:
      - name: 'data'
        emptyDir: {}
      - name: conf
        configMap: {name: settings}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop}
  ports:
  - {port: 80, targetPort: http}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  level: "3"
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  metrics:
  - {type: ContainerResource, containerResource: {name: cpu, container: web, target: {type: Utilization, averageUtilization: 60}}}
"#;

/// The shop with the cursor in front of the `nth` (from 0) occurrence of `word`.
fn shop(word: &str, nth: usize) -> String {
    let (at, _) = SHOP.match_indices(word).nth(nth).expect("it is there");
    format!("{}$0{}", &SHOP[..at], &SHOP[at..])
}

#[test]
fn containers_are_used_in_annotations_resources_and_autoscalers() {
    let expected = expect![[r#"
        14         kubectl.kubernetes.io/default-container: web
                                                            ^^^
        15         container.apparmor.security.beta.kubernetes.io/web: runtime/default
                                                                  ^^^
        27       - name: web
                         ===
        35           valueFrom: {resourceFieldRef: {containerName: web, resource: limits.cpu}}
                                                                   ^^^
        75   - {type: ContainerResource, containerResource: {name: cpu, container: web, target: {type: Utilization, averageUtilization: 60}}}
                                                                                   ^^^
    "#]];
    check(&shop("web\n        image", 0), expected);
    check_rename(
        &shop("web\n        image", 0),
        "front",
        expect![[r#"
            14         kubectl.kubernetes.io/default-container: front
            15         container.apparmor.security.beta.kubernetes.io/front: runtime/default
            27       - name: front
            35           valueFrom: {resourceFieldRef: {containerName: front, resource: limits.cpu}}
            75   - {type: ContainerResource, containerResource: {name: cpu, container: front, target: {type: Utilization, averageUtilization: 60}}}
        "#]],
    );
    check_rename(
        &shop("web: runtime", 0),
        "side",
        expect![[r#"
        refused: `side` is already the name of another container
    "#]],
    );
    check_rename(
        &shop("web\n        image", 0),
        "Front",
        expect![[r#"
        refused: `Front` must consist of lower-case letters, digits and `-`, without `F`
    "#]],
    );
}

#[test]
fn volumes_are_used_by_mounts_in_every_list() {
    check(
        &shop("data\"", 0),
        expect![[r#"
        25         volumeMounts: [{name: "data", mountPath: /data}]
                                          ^^^^
        42         - name: data
                           ^^^^
        48         volumeMounts: [{name: data, mountPath: /data}]
                                         ^^^^
        50       - name: 'data'
                          ====
    "#]],
    );
    check_rename(
        &shop("data'", 0),
        "cache",
        expect![[r#"
            25         volumeMounts: [{name: "cache", mountPath: /data}]
            42         - name: cache
            48         volumeMounts: [{name: cache, mountPath: /data}]
            50       - name: 'cache'
        "#]],
    );
    check_rename(
        &shop("data'", 0),
        "conf",
        expect![[r#"
        refused: `conf` is already the name of another volume
    "#]],
    );
}

#[test]
fn ports_belong_to_their_container_and_to_services_that_lead_there() {
    check(
        &shop("http}", 0),
        expect![[r#"
        30         - {name: http, containerPort: 8080}
                            ====
        31         readinessProbe: {httpGet: {port: http}}
                                                    ^^^^
        47         ports: [{name: http, containerPort: 8081}]
                                  ====
        61   - {port: 80, targetPort: http}
                                      ^^^^
    "#]],
    );
    check_rename(
        &shop("http, ", 0),
        "api",
        expect![[r#"
            30         - {name: api, containerPort: 8080}
            31         readinessProbe: {httpGet: {port: api}}
            47         ports: [{name: api, containerPort: 8081}]
            61   - {port: 80, targetPort: api}
        "#]],
    );
    check_rename(
        &shop("http, ", 0),
        "a--b",
        expect![[r#"
        refused: `a--b` must not hold `--`
    "#]],
    );
    check(
        &shop("8080}", 1),
        expect![[r#"
        30         - {name: http, containerPort: 8080}
                                                 ====
        32         livenessProbe: {tcpSocket: {port: 8080}}
                                                     ^^^^
    "#]],
    );
    check_rename(
        &shop("8080}", 1),
        "web",
        expect![[r#"
        refused: `8080` is the number of a port, not its name; change it by hand
    "#]],
    );
}

#[test]
fn variables_are_used_where_they_are_expanded() {
    check(
        &shop("HOME_DIR, ", 0),
        expect![[r#"
        22         command: [sh, -c, 'cp $(HOME_DIR)/a /data; echo $$(HOME_DIR) $(date)']
                                           ^^^^^^^^
        24         - {name: HOME_DIR, value: /seed}
                            ========
    "#]],
    );
    check_rename(
        &shop("HOME_DIR)", 0),
        "ROOT",
        expect![[r#"
            22         command: [sh, -c, 'cp $(ROOT)/a /data; echo $$(HOME_DIR) $(date)']
            24         - {name: ROOT, value: /seed}
        "#]],
    );
    check_rename(
        &shop("HOME_DIR)", 0),
        "1A",
        expect![[r#"
        refused: `1A` must not begin with a digit
    "#]],
    );
    check(
        &shop("date)", 0),
        expect![[r#"
        nothing
    "#]],
    );
}

#[test]
fn labels_change_with_the_selectors_that_find_them() {
    check_rename(
        &shop("app: shop, tier", 0),
        "app.kubernetes.io/name",
        expect![[r#"
            8    selector: {matchLabels: {app.kubernetes.io/name: shop}}
            11       labels: {app.kubernetes.io/name: shop, tier: front}
            18       - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app.kubernetes.io/name: shop}}}
            37           valueFrom: {fieldRef: {fieldPath: "metadata.labels['app.kubernetes.io/name']"}}
            59   selector: {app.kubernetes.io/name: shop}
        "#]],
    );
    check_rename(
        &shop("shop, tier", 0),
        "store",
        expect![[r#"
            8    selector: {matchLabels: {app: store}}
            11       labels: {app: store, tier: front}
            18       - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: store}}}
            59   selector: {app: store}
        "#]],
    );
    check_rename(
        &shop("app: shop}\nspec", 0),
        "store",
        expect![[r#"
        nothing
    "#]],
    );
    check_rename(
        &shop("app: shop, tier", 0),
        "tier",
        expect![[r#"
        refused: `tier` is already the name of another label
    "#]],
    );
}

#[test]
fn configuration_is_known_by_name_and_by_key() {
    check(
        &shop("settings, key", 0),
        expect![[r#"
        39           valueFrom: {configMapKeyRef: {name: settings, key: level}}
                                                         ^^^^^^^^
        40         envFrom: [{configMapRef: {name: settings}}]
                                                   ^^^^^^^^
        53         configMap: {name: settings}
                                     ^^^^^^^^
        65 metadata: {name: settings}
                            ========
    "#]],
    );
    check_rename(
        &shop("level: \"3\"", 0),
        "depth",
        expect![[r#"
            39           valueFrom: {configMapKeyRef: {name: settings, key: depth}}
            44         - {name: conf, mountPath: /etc/level, subPath: depth}
            67   depth: "3"
        "#]],
    );
    check_rename(
        &shop("settings}\ndata", 0),
        "shop-settings",
        expect![[r#"
            39           valueFrom: {configMapKeyRef: {name: shop-settings, key: level}}
            40         envFrom: [{configMapRef: {name: shop-settings}}]
            53         configMap: {name: shop-settings}
            65 metadata: {name: shop-settings}
        "#]],
    );
}

#[test]
fn workloads_are_used_by_autoscalers() {
    check_rename(
        &shop("shop\n  labels", 0),
        "store",
        expect![[r#"
            5    name: store
            73   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: store}
        "#]],
    );
}

#[test]
fn claim_templates_give_volumes_and_a_cronjob_is_four_deep() {
    check(
        r#"apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
    serviceName: db
    template:
        spec:
            containers:
                -   name: db 🚀
                    volumeMounts:
                        -   mountPath: /🚀
                            name: $0data
    volumeClaimTemplates:
        -   metadata:
                name: data
"#,
        expect![[r#"
            12                             name: data
                                                 ^^^^
            15                 name: data
                                     ====
        "#]],
    );
    check_rename(
        r#"apiVersion: batch/v1
kind: CronJob
metadata: {name: dump}
spec:
    jobTemplate:
        spec:
            template:
                spec:
                    containers:
                        -   name: d$0ump
                            env:
                                -   name: CPU
                                    valueFrom:
                                        resourceFieldRef: {containerName: "dump", resource: limits.cpu}
"#,
        "backup",
        expect![[r#"
            10                         -   name: backup
            14                                         resourceFieldRef: {containerName: "backup", resource: limits.cpu}
        "#]],
    );
}

#[test]
fn what_aliases_share_is_renamed_as_one_or_not_at_all() {
    let shared = |label: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {{app: {label}}}\nspec:\n  containers:\n  - &base\n    \
             name: &n web\n    env: [{{name: A, value: \"1\"}}]\n    args: [$(A)]\n  - <<: *base\n    name: two\n    \
             args: [$($0A), $(A)]\n  - name: three\n    env:\n    - name: CPU\n      valueFrom: {{resourceFieldRef: \
             {{containerName: *n, resource: limits.cpu}}}}\n"
        )
    };
    check_rename(
        &shared("x"),
        "B",
        expect![[r#"
            9      env: [{name: B, value: "1"}]
            10     args: [$(B)]
            13     args: [$(B), $(B)]
        "#]],
    );
    let name = shared("x").replace("$0", "").replace("&n web", "&n w$0eb");
    check_rename(
        &name,
        "front",
        expect![[r#"
            8      name: &n front
        "#]],
    );
    let label = name.replace("app: x", "app: *n").replace("metadata:\n  labels: {app: *n}\n", "");
    let label = label + "metadata: {labels: {app: *n}}\n";
    check_rename(
        &label,
        "front",
        expect![[r#"
            refused: `web` stands for a label value, too, by an alias; write it out there first
        "#]],
    );
    let other = name + "metadata: {annotations: {note: *n}}\n";
    let other = other.replacen("metadata:\n  labels: {app: x}\n", "", 1);
    check_rename(
        &other,
        "front",
        expect![[r#"
        refused: `web` is shared with other fields by the anchor `&n`; write it out there first
    "#]],
    );
}

#[test]
fn what_is_not_defined_here_or_twice_is_not_renamed() {
    let pod = |inner: &str| format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  containers:\n{inner}");
    check_rename(
        &pod("  - name: a\n    envFrom: [{secretRef: {name: $0db}}]\n"),
        "x",
        expect![[r#"
        refused: no Secret `db` is defined in this file
    "#]],
    );
    check_rename(
        &pod("  - name: a\n  - name: $0a\n"),
        "x",
        expect![[r#"
        refused: `a` is defined more than once; give each container a name of its own first
    "#]],
    );
    check_rename(
        &pod("  - name: a\n    image: $0b\n"),
        "x",
        expect![[r#"
        nothing
    "#]],
    );
    check_rename(
        &pod("  - name: $0a\n"),
        "",
        expect![[r#"
            refused: a name must not be empty
        "#]],
    );
}

#[test]
fn equal_places_can_be_typed_at_once() {
    let at = |word, nth| {
        let (snapshot, at) = snapshot(&shop(word, nth));
        let found = linked(&snapshot, &Settings::default(), at);
        found
            .map(|linked| linked.spans.iter().map(|span| snapshot.text().slice(*span).into_owned()).collect::<Vec<_>>())
    };
    assert_eq!(at("data\"", 0), Some(vec!["data".to_owned(); 4]));
    assert_eq!(at("HOME_DIR,", 0), Some(vec!["HOME_DIR".to_owned(); 2]));
    assert_eq!(at("shop, tier", 0), None);
    assert_eq!(at("side\n", 0), None);
}

#[test]
fn a_name_is_prepared_without_its_quotes() {
    let (snapshot, at) = snapshot(&shop("data'", 0));
    let prepared = prepare_rename(&snapshot, &Settings::default(), at);
    let Some(Renaming::Done((span, name))) = prepared else { panic!("{prepared:?}") };
    assert_eq!((snapshot.text().slice(span).into_owned(), name), ("data".to_owned(), "data".to_owned()));
}
