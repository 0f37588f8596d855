//! How templates are wired into a Pod: order, names, ports, volumes, the app, places to type at.

use expect_test::{Expect, expect};
use podls::ide::{Piece, Snapshot, insert_template, insert_template_plain, offers};
use podls::settings::Settings;
use podls::text::Span;

/// What `id` adds at `$0` of `marked`, line by line, for Kubernetes `minor`.
#[expect(clippy::needless_pass_by_value, reason = "so that `expect!` can be written in place")]
fn check(marked: &str, id: &str, minor: &str, expected: Expect) {
    let at = marked.find("$0").unwrap_or_else(|| panic!("no $0 in {marked}"));
    let text = marked.replacen("$0", "", 1);
    let settings = Settings { kubernetes: minor.parse().unwrap(), ..Settings::default() };
    let snapshot = Snapshot::new(&text);
    let edits = insert_template_plain(&snapshot, &settings, at as u32, id);
    let shown = edits.map_or("nothing\n".to_owned(), |edits| {
        let after = snapshot.text().with_edits(&edits).to_string();
        let mut old = text.lines().peekable();
        let mut shown = String::new();
        for line in after.lines() {
            if old.next_if_eq(&line).is_some() {
                shown.push_str(&format!("  {line}\n"));
            } else {
                shown.push_str(&format!("+ {line}\n"));
            }
        }
        shown
    });
    expected.assert_eq(&shown);
}

/// A template small enough to be read at a glance.
const SMALL: &str = "copy-tools";

#[test]
fn the_container_its_volume_and_the_mount_of_the_app_follow_the_style() {
    check(
        "apiVersion: v1\nkind: Pod # 🚀\nmetadata:\n    name: a$0\nspec:\n    # the app\n    containers:\n      - name: app\n        \
         image: app:1.0 # here\n",
        SMALL,
        "1.37",
        expect![[r#"
              apiVersion: v1
              kind: Pod # 🚀
              metadata:
                  name: a
              spec:
            +     initContainers:
            +       - name: copy-tools
            +         image: busybox:1.37.0
            +         command:
            +           - cp
            +           - /bin/busybox
            +           - /tools/
            +         resources:
            +             requests:
            +                 cpu: 10m
            +                 memory: 16Mi
            +             limits:
            +                 memory: 32Mi
            +         securityContext:
            +             runAsNonRoot: true
            +             runAsUser: 65534
            +             allowPrivilegeEscalation: false
            +             readOnlyRootFilesystem: true
            +             capabilities:
            +                 drop:
            +                   - ALL
            +             seccompProfile:
            +                 type: RuntimeDefault
            +         volumeMounts:
            +           - name: tools
            +             mountPath: /tools
                  # the app
                  containers:
                    - name: app
                      image: app:1.0 # here
            +         volumeMounts:
            +           - name: tools
            +             mountPath: /opt/tools
            +             readOnly: true
            +     volumes:
            +       - name: tools
            +         emptyDir:
            +             sizeLimit: 256Mi
        "#]],
    );
    check(
        "{apiVersion: v1, kind: Pod, metadata: {name: 🚀}, spec: {containers: [{name: a$0pp, image: 'app:1.0'}]}}\n",
        SMALL,
        "1.37",
        expect![[r#"
            + {apiVersion: v1, kind: Pod, metadata: {name: 🚀}, spec: {initContainers: [{name: copy-tools, image: busybox:1.37.0, command: [cp, /bin/busybox, /tools/], resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 32Mi}}, securityContext: {runAsNonRoot: true, runAsUser: 65534, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}, volumeMounts: [{name: tools, mountPath: /tools}]}], containers: [{name: app, image: 'app:1.0', volumeMounts: [{name: tools, mountPath: /opt/tools, readOnly: true}]}], volumes: [{name: tools, emptyDir: {sizeLimit: 256Mi}}]}}
        "#]],
    );
}

#[test]
fn a_cron_job_gets_it_in_its_template() {
    check(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  schedule: '0 3 * * *'\n  jobTemplate:\n    spec:\n      \
         template:\n        spec:\n          restartPolicy: Never\n          containers:$0\n          - name: app\n            image: app:1.0\n",
        "metrics-exporter",
        "1.28",
        expect![[r#"
              apiVersion: batch/v1
              kind: CronJob
              metadata: {name: a}
              spec:
                schedule: '0 3 * * *'
                jobTemplate:
                  spec:
                    template:
                      spec:
                        restartPolicy: Never
                        containers:
                        - name: app
                          image: app:1.0
            +             env:
            +             - name: STATSD_HOST
            +               value: 127.0.0.1
            +             - name: STATSD_PORT
            +               value: '9125'
            +           - name: metrics-exporter # runs on when the work is done, so the Job does not complete
            +             image: prom/statsd-exporter:v0.28.0
            +             args:
            +             - --web.listen-address=:9102
            +             - --statsd.listen-udp=127.0.0.1:9125
            +             - --statsd.listen-tcp=
            +             ports:
            +             - name: metrics
            +               containerPort: 9102
            +             - name: statsd
            +               containerPort: 9125
            +               protocol: UDP
            +             startupProbe:
            +               httpGet:
            +                 path: /-/healthy
            +                 port: metrics
            +               periodSeconds: 2
            +               failureThreshold: 15
            +             resources:
            +               requests:
            +                 cpu: 10m
            +                 memory: 32Mi
            +               limits:
            +                 memory: 64Mi
            +             securityContext:
            +               runAsNonRoot: true
            +               runAsUser: 65534
            +               allowPrivilegeEscalation: false
            +               readOnlyRootFilesystem: true
            +               capabilities:
            +                 drop:
            +                 - ALL
            +               seccompProfile:
            +                 type: RuntimeDefault
        "#]],
    );
}

#[test]
fn sidecars_that_others_need_come_first_and_init_containers_behind_them() {
    let pod = "kind: Pod\nspec:\n  initContainers:\n  - name: mesh\n    image: a:1\n    restartPolicy: Always\n  - name: load\n    \
               image: b:1\n  containers:\n  - name: app$0\n    image: c:1\n";
    let order = |id: &str| {
        let at = pod.find("$0").unwrap();
        let text = pod.replacen("$0", "", 1);
        let snapshot = Snapshot::new(&text);
        let edits = insert_template_plain(&snapshot, &Settings::default(), at as u32, id).unwrap();
        let after = snapshot.text().with_edits(&edits).to_string();
        let names = after.lines().filter_map(|line| line.strip_prefix("  - name: "));
        let known = ["mesh", "load", "app", id];
        names.filter(|name| known.contains(name)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(order("database-proxy"), "database-proxy mesh load app");
    assert_eq!(order("wait-for-service"), "mesh wait-for-service load app");
    assert_eq!(order("log-shipper"), "mesh log-shipper load app");
    assert_eq!(order("download-config"), "mesh load download-config app");
    assert_eq!(order("config-reloader"), "mesh load config-reloader app");
    assert_eq!(order("fix-permissions"), "fix-permissions mesh load app");
}

#[test]
fn a_volume_of_the_app_is_taken_and_its_environment_copied() {
    let pod = "kind: StatefulSet\napiVersion: apps/v1\nspec:\n  template:\n    spec:\n      securityContext:\n        fsGroup: 70\n      \
               containers:\n      - name: other\n        image: o:1\n      - name: app$0\n        image: c:1\n        env:\n        - \
               name: A\n          value: \"1\" # one\n        volumeMounts:\n        - name: data\n          mountPath: /var/lib/app\n  \
               volumeClaimTemplates:\n  - metadata:\n      name: data\n";
    check(
        pod,
        "fix-permissions",
        "1.37",
        expect![[r#"
          kind: StatefulSet
          apiVersion: apps/v1
          spec:
            template:
              spec:
                securityContext:
                  fsGroup: 70
        +       initContainers:
        +       - name: fix-permissions
        +         image: busybox:1.37.0
        +         command:
        +         - chown
        +         - -R
        +         - "1000:70"
        +         - /data
        +         resources:
        +           requests:
        +             cpu: 10m
        +             memory: 16Mi
        +           limits:
        +             memory: 64Mi
        +         securityContext: # only root may change owners; `fsGroup` does without, where the volume supports it
        +           runAsNonRoot: false
        +           runAsUser: 0
        +           allowPrivilegeEscalation: false
        +           readOnlyRootFilesystem: true
        +           capabilities:
        +             drop:
        +             - ALL
        +             add:
        +             - CHOWN
        +             - DAC_OVERRIDE
        +           seccompProfile:
        +             type: RuntimeDefault
        +         volumeMounts:
        +         - name: data
        +           mountPath: /data
                containers:
                - name: other
                  image: o:1
                - name: app
                  image: c:1
                  env:
                  - name: A
                    value: "1" # one
                  volumeMounts:
                  - name: data
                    mountPath: /var/lib/app
            volumeClaimTemplates:
            - metadata:
                name: data
    "#]],
    );
    check(
        pod,
        "migrate-database",
        "1.37",
        expect![[r#"
          kind: StatefulSet
          apiVersion: apps/v1
          spec:
            template:
              spec:
                securityContext:
                  fsGroup: 70
        +       initContainers:
        +       - name: migrate-database
        +         image: c:1
        +         command:
        +         - sh
        +         - -c
        +         args:
        +         - echo "no migration yet" # TODO: the command that migrates
        +         env:
        +         - name: A
        +           value: "1"
        +         resources:
        +           requests:
        +             cpu: 100m
        +             memory: 128Mi
        +           limits:
        +             memory: 256Mi
        +         securityContext:
        +           runAsNonRoot: true
        +           runAsUser: 65534
        +           allowPrivilegeEscalation: false
        +           readOnlyRootFilesystem: true
        +           capabilities:
        +             drop:
        +             - ALL
        +           seccompProfile:
        +             type: RuntimeDefault
                containers:
                - name: other
                  image: o:1
                - name: app
                  image: c:1
                  env:
                  - name: A
                    value: "1" # one
                  volumeMounts:
                  - name: data
                    mountPath: /var/lib/app
            volumeClaimTemplates:
            - metadata:
                name: data
    "#]],
    );
}

#[test]
fn aliases_and_merge_keys_are_left_alone() {
    let nothing = expect![["nothing\n"]];
    check(
        "base: &base\n  initContainers:\n  - name: a\n    image: a:1\nkind: Pod\nspec:\n  <<: *base\n  containers:\n  - name: app$0\n    \
         image: b:1\n",
        "wait-for-service",
        "1.37",
        nothing,
    );
    check(
        "spec: &spec\n  containers:\n  - name: app\n    image: b:1\nkind: Deployment\nspec:\n  template:\n    spec: *spec$0\n",
        "set-sysctl",
        "1.37",
        expect![["nothing\n"]],
    );
}

#[test]
fn nothing_is_offered_where_there_is_no_pod() {
    for text in [
        "",
        "kind: Service\napiVersion: v1\nspec: {}\n",
        "kind: Pod\nspec:\n",
        "kind: Deployment\napiVersion: example.com/v1\nspec: {template: {spec: {containers: []}}}\n",
        "kind: Pod\nspec:\n  os: {name: windows}\n  containers: []\n",
        "kind: Pod\nspec:\n  containers:\n  {{- range .x }}\n  - name: a\n",
    ] {
        let snapshot = Snapshot::new(text);
        for at in 0..=text.len() as u32 {
            assert_eq!(offers(&snapshot, &Settings::default(), Span::empty(at), true), [], "{text}");
            assert_eq!(insert_template(&snapshot, &Settings::default(), at, SMALL), None);
        }
    }
}

#[test]
fn before_native_sidecars_a_job_is_warned() {
    let snapshot = Snapshot::new("kind: Job\napiVersion: batch/v1\nspec: {template: {spec: {containers: []}}}\n");
    for (minor, warned) in [("1.28", 11), ("1.29", 0)] {
        let settings = Settings { kubernetes: minor.parse().unwrap(), ..Settings::default() };
        let all = offers(&snapshot, &settings, Span::empty(0), true);
        assert_eq!(all.iter().filter(|offer| offer.title.contains("keeps the Job")).count(), warned);
    }
}

#[test]
fn places_to_type_at_are_found_in_every_style() {
    for text in [
        "kind: Pod\nspec:\n  containers:\n  - name: 🚀\n    image: b:1",
        "kind: Pod\r\nspec:\r\n    containers:\r\n        -   name: a\r\n            image: b:1\r\n",
        "{kind: Pod, spec: {containers: [{name: a, image: b}]}}",
        "{\n  kind: \"Pod\",\n  spec: {\n    containers: [{\n      name: \"🚀\",\n      image: \"b:1\",\n    }],\n  },\n}\n",
    ] {
        let snapshot = Snapshot::new(text);
        let edits = insert_template(&snapshot, &Settings::default(), 0, "auth-proxy").unwrap();
        let pieces = edits.iter().flat_map(|edit| edit.snippet.pieces());
        let stops: Vec<String> = pieces
            .filter_map(|piece| match piece {
                Piece::Stop { number, placeholder } => Some(format!("{number} {placeholder}")),
                Piece::Text(_) => None,
            })
            .collect();
        let login = "3 my-app-login".to_owned();
        let expected = ["1 https://accounts.example.com", "2 my-app", "4 *", "5 8080", &login, &login];
        assert_eq!(stops, expected, "{text}\n{edits:?}");
    }
}
