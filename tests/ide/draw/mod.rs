//! Pictures of Pods: as text, as Mermaid, as SVG.

mod graphics;
mod text;

use std::fmt::Write as _;

use podls::ide::draw::{Picture, Theme, mermaid, pictures, svg, text};
use podls::ide::{Snapshot, draw};
use podls::settings::Settings;

use crate::fixtures;

const FULL: &str = "
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: orders}
spec:
  volumeClaimTemplates: [{metadata: {name: data}}]
  template:
    spec:
      terminationGracePeriodSeconds: 60
      initContainers:
      - {name: fetch, image: busybox:1.36, resources: {requests: {cpu: 4}}, volumeMounts: [{name: config, mountPath: /config}]}
      - {name: proxy, image: envoy:1, restartPolicy: Always, startupProbe: {}, ports: [{containerPort: 15000, name: admin}],
         volumeMounts: [{name: config, mountPath: /etc/envoy, readOnly: true}]}
      - {name: migrate, image: migrate:2}
      - {name: logs, image: fluent-bit:3, restartPolicy: Always, lifecycle: {postStart: {}}}
      - {name: warm, image: warm:1, restartPolicy: Always}
      containers:
      - {name: db, image: postgres:17, ports: [{containerPort: 5432, name: pg}], readinessProbe: {},
         volumeMounts: [{name: data, mountPath: /data}, {name: tls, mountPath: /tls}]}
      - {name: exporter, image: exporter:1, ports: [{containerPort: 53, protocol: UDP, hostPort: 53}],
         volumeMounts: [{name: nowhere, mountPath: /x}], volumeDevices: [{name: data, devicePath: /dev/xvda}]}
      ephemeralContainers:
      - {name: debugger}
      volumes:
      - {name: config}
      - {name: tls, secret: {secretName: orders-tls}}
      - {name: idle, persistentVolumeClaim: {claimName: old}}
";

/// Names that want to break out, and what Pods lack.
const ODD: &str = "
apiVersion: v1
kind: Pod
metadata: {name: \"<b>&\\\"' ]]> \\e[31m 🚀\"}
spec:
  hostNetwork: true
  restartPolicy: Never
  containers:
  - {name: '\"]; end <script>', image: '🚀🚀', ports: [{containerPort: 80, name: 'a-long-name-for-a-port-that-needs-room'}, {}]}
  - {image: [x], volumeMounts: [{mountPath: /日本語/日本語/日本語/日本語/日本語/日本語/日本語/日本語/日本語/日本語}]}
  - 5
---
{apiVersion: v1, kind: Pod, metadata: {name: none}, spec: {containers: []}}
---
kind: Job
apiVersion: batch/v1
spec: {template: {spec: {initContainers: [{name: a}, {name: b, restartPolicy: Always}]}}}
---
{apiVersion: argoproj.io/v1, kind: Deployment, spec: {template: {spec: {containers: [{name: other}]}}}}
";

fn all(yaml: &str) -> Vec<Picture> {
    pictures(&Snapshot::new(yaml), &Settings::default())
}

fn lines(picture: &Picture, width: usize) -> String {
    text(picture, width).into_iter().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "{}", line.into_iter().map(|(_, part)| part).collect::<String>());
        out
    })
}

fn many(count: usize) -> String {
    let mut yaml = String::from("apiVersion: v1\nkind: Pod\nmetadata: {name: many}\nspec:\n  initContainers:\n");
    for index in 0..count {
        let stays = if index % 4 == 2 { ", restartPolicy: Always" } else { "" };
        let _ = writeln!(yaml, "  - {{name: step-{index}, volumeMounts: [{{name: v, mountPath: /{index}}}]{stays}}}");
    }
    yaml.push_str("  containers:\n");
    for index in 0..count {
        let ports: String = (0..index).map(|port| format!("{{containerPort: {port}}}, ")).collect();
        let _ =
            writeln!(yaml, "  - {{name: {}, ports: [{ports}], volumeMounts: [{{name: v}}]}}", "n".repeat(index * 9));
    }
    yaml
}

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = (0..fixtures::TEXTS.len()).map(fixtures::text).collect();
    texts.extend([FULL.to_owned(), ODD.to_owned(), many(1), many(15)]);
    texts
}

#[test]
fn the_picture_at_a_place_is_that_of_its_pod() {
    let yaml = "# about\nkind: ConfigMap\napiVersion: v1\n---\napiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: one}, spec: {}}\n- {apiVersion: v1, kind: Pod, metadata: {name: two}, spec: {}}\n---\nkind: Service\n";
    let snapshot = Snapshot::new(yaml);
    let at = |offset: usize| draw(&snapshot, &Settings::default(), offset as u32).map(|picture| picture.name);
    for (place, name) in [(0, "one"), (yaml.find("one").unwrap(), "one"), (yaml.find("two").unwrap(), "two")] {
        assert_eq!(at(place).as_deref(), Some(name));
    }
    assert_eq!(at(yaml.len()).as_deref(), Some("two"));
    assert!(draw(&Snapshot::new("kind: Service"), &Settings::default(), 3).is_none());
}

#[test]
fn whatever_is_typed_so_far_can_be_drawn() {
    for whole in texts() {
        let ends = whole.char_indices().map(|(at, _)| at).step_by(whole.len() / 40 + 1).chain([whole.len()]);
        for end in ends {
            let snapshot = Snapshot::new(&whole[..end]);
            let pictures = pictures(&snapshot, &Settings::default());
            for picture in &pictures {
                for (width, most) in [(0, 60), (80, 80), (500, 100)] {
                    for line in lines(picture, width).lines() {
                        assert!(line.chars().count() <= most, "{line}");
                        assert_eq!(line.trim_end(), line);
                    }
                }
            }
            let drawn = svg(&pictures, Theme::Auto);
            assert!(roxmltree::Document::parse(&drawn).is_ok(), "{drawn}");
            assert_eq!(drawn, svg(&pictures, Theme::Auto));
            assert_eq!(mermaid(&pictures), mermaid(&pictures));
        }
    }
}
