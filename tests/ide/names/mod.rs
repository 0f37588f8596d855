//! Names: where they are given and used, and what renaming does.

mod limits;
mod objects;
mod pod;

use std::fmt::Write as _;

use expect_test::Expect;
use podls::ide::{Renaming, names, rename};
use podls::settings::Settings;

use crate::ide::snapshot;

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
