//! Pictures of Pods: as text, as Mermaid, as SVG.

use std::fmt::Write as _;

use expect_test::{Expect, expect, expect_file};
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

fn check(yaml: &str, picture: &Expect) {
    picture.assert_eq(&all(yaml).iter().map(|picture| lines(picture, 80)).collect::<Vec<_>>().join("\n"));
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
fn bars_over_time_and_what_is_shared() {
    check(
        FULL,
        &expect![[r#"
            StatefulSet orders

              fetch     ├────✓                                           init container
              proxy           ┣━━━━◆━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┫  native sidecar
              migrate               ├────✓                               init container
              logs                        ┣━━━━◇━━━━━━━━━━━━━━━━━━━━┫    native sidecar
              warm                              ┣━━━━•━━━━━━━━━━━━┫      native sidecar
              db                                      ╞═════════╡        app container
              exporter                                ├─────────┤        sidecar
              debugger                                     ┄┄┄┄┄┄        ephemeral container

              next starts at  ✓ exit code 0, ◆ startupProbe passed, ◇ postStart returned, •
                              process runs

              network  one IP address, one port space
                15000 admin       proxy
                5432 pg           db
                53/UDP · node 53  exporter

              volumes
                config  emptyDir
                  rw  fetch     /config
                  ro  proxy     /etc/envoy
                tls  secret orders-tls
                  ro  db        /tls
                idle  claim old, not mounted
                data  claim template
                  rw  db        /data
                  rw  exporter  /dev/xvda
                nowhere  not defined
                  rw  exporter  /x

              ends       db and exporter together, then warm, then logs, then proxy; within
                         60 s
              requests   cpu 4 (for fetch)
              QoS class  Burstable
        "#]],
    );
}

#[test]
fn one_container_and_flow_style() {
    check(
        "{apiVersion: v1, kind: Pod, metadata: {name: 🚀}, spec: {containers: [{name: web, image: nginx}]}}",
        &expect![[r#"
            Pod 🚀

              web  ╞════════════════════════════════════════════════════════╡  app container

              ends       web; within 30 s
              QoS class  BestEffort
        "#]],
    );
}

#[test]
fn a_cron_job_ends_with_its_work() {
    check(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n    name: nightly\nspec:\n    jobTemplate:\n        spec:\n            template:\n                spec:\n                    restartPolicy: Never\n                    containers:\n                        -   name: dump\n                            resources:\n                                limits:\n                                    cpu: 500m\n                                    memory: 1Gi\n",
        &expect![[r#"
            CronJob nightly

              dump  ╞═══════════════════════════════════════════════════════╡  app container

              ends       by itself: dump; within 30 s if told to stop
              requests   cpu 500m, memory 1Gi
              QoS class  Guaranteed
        "#]],
    );
}

#[test]
fn odd_names_nothing_to_draw_and_what_is_no_pod() {
    check(
        ODD,
        &expect![[r#"
            Pod <b>&"' ]]> �[31m 🚀

              "]; end <script>  ╞═══════════════════════════════════════════╡  app container
              containers[1]     ├───────────────────────────────────────────┤  sidecar

              network  the network of the node
                80 a-long-name-for-a-port-that-needs-ro…  "]; end <script>

              volumes
                (no name)  not defined
                  rw  containers[1]     /日本語/日本語/日本語/日本語/日本語/日本語/日本語/…

              ends       by itself: "]; end <script> and containers[1] together; within 30 …
                         if told to stop
              QoS class  BestEffort

            Pod none
              no containers

            Job

              a  ├────✓                                                       init container
              b        ┣━━━━•━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┫  native sidecar

              next starts at  ✓ exit code 0, • process runs

              ends       b; within 30 s
              QoS class  BestEffort
        "#]],
    );
}

#[test]
fn more_containers_than_columns() {
    let picture = lines(&all(&many(40))[0], 80);
    assert_eq!(picture.lines().filter(|line| line.ends_with("init container")).count(), 30);
    check(
        "{apiVersion: v1, kind: Pod, spec: {initContainers: [{name: a}, {name: b}, {name: c}, {name: d}, {name: e}, {name: f},
          {name: g}, {name: h}, {name: i}, {name: j}, {name: k}, {name: l}, {name: m}, {name: n}], containers: [{name: web}]}}",
        &expect![[r#"
            Pod

              a    ├─✓                                                        init container
              b       ├─✓                                                     init container
              c          ├──✓                                                 init container
              d              ├─✓                                              init container
              e                 ├─✓                                           init container
              f                    ├──✓                                       init container
              g                        ├─✓                                    init container
              h                           ├─✓                                 init container
              i                              ├──✓                             init container
              j                                  ├─✓                          init container
              k                                     ├─✓                       init container
              l                                        ├──✓                   init container
              m                                            ├─✓                init container
              n                                               ├──✓            init container
              web                                                 ╞════════╡  app container

              next starts at  ✓ exit code 0

              ends       web; within 30 s
              QoS class  BestEffort
        "#]],
    );
}

#[test]
fn a_flowchart() {
    expect![[r#"
        flowchart LR
          subgraph p0["StatefulSet orders"]
            direction LR
            p0c0["fetch<br/>init container"]:::init
            p0c1(["proxy<br/>native sidecar"]):::native
            p0c2["migrate<br/>init container"]:::init
            p0c3(["logs<br/>native sidecar"]):::native
            p0c4(["warm<br/>native sidecar"]):::native
            subgraph p0run["start together"]
            p0c5("db<br/>app container"):::app
            p0c6("exporter<br/>sidecar"):::side
            end
            p0c7("debugger<br/>ephemeral container"):::debug
            p0c0 ==>|"exit code 0"| p0c1
            p0c1 ==>|"startupProbe passed"| p0c2
            p0c2 ==>|"exit code 0"| p0c3
            p0c3 ==>|"postStart returned"| p0c4
            p0c4 ==>|"process runs"| p0run
            p0n0{{"15000 admin"}}:::share
            p0c1 --- p0n0
            p0n1{{"5432 pg"}}:::share
            p0c5 --- p0n1
            p0n2{{"53/UDP · node 53"}}:::share
            p0c6 --- p0n2
            p0v0[("config<br/>emptyDir")]:::share
            p0c0 ---|"/config rw"| p0v0
            p0c1 -.-|"/etc/envoy ro"| p0v0
            p0v1[("tls<br/>secret orders-tls")]:::share
            p0c5 -.-|"/tls ro"| p0v1
            p0v2[("idle<br/>claim old")]:::share
            p0v3[("data<br/>claim template")]:::share
            p0c5 ---|"/data rw"| p0v3
            p0c6 ---|"/dev/xvda rw"| p0v3
            p0v4[("nowhere<br/>not defined")]:::share
            p0c6 ---|"/x rw"| p0v4
            p0e0[/"ends: db and exporter together, then warm, then logs, then proxy#59; within 60 s"/]:::share
          end
          classDef init fill:#fbe8c4,stroke:#b7791f,color:#3b2a0a
          classDef native fill:#d3f0ea,stroke:#0f8a7a,color:#0b322d
          classDef app fill:#d9e6fd,stroke:#2f66d0,color:#10264f
          classDef side fill:#e7e0fb,stroke:#7450cf,color:#2a1b57
          classDef debug fill:#e8eaee,stroke:#69727f,color:#22272e,stroke-dasharray:4 3
          classDef share fill:#f3f4f7,stroke:#8a93a1,color:#22272e
    "#]]
    .assert_eq(&mermaid(&all(FULL)));
    // No name ends a text or a line.
    for line in mermaid(&all(ODD)).lines() {
        assert_eq!(line.matches('"').count() % 2, 0, "{line}");
        assert!(!line.contains("<script") && !line.contains('\u{1b}'), "{line}");
    }
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

/// Left, top, right and bottom of each text, on the safe side of what browsers show.
fn boxes(document: &roxmltree::Document<'_>) -> Vec<([f64; 4], String)> {
    let mut boxes = Vec::new();
    for node in document.descendants().filter(|node| node.has_tag_name("text")) {
        let number = |name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
        let text = node.text().unwrap_or_default();
        let size = match node.attribute("class").unwrap() {
            "t" => 18.0,
            "n" => 13.0,
            "c" => 10.0,
            _ => 11.0,
        };
        let wide = |c: char| match c {
            'i' | 'j' | 'l' | 't' | 'f' | 'r' | ' '..='/' | ':' | ';' => 0.36,
            ' '..='~' => 0.58,
            _ => 1.0,
        };
        let width = text.chars().map(wide).sum::<f64>() * size;
        let left = match node.attribute("text-anchor") {
            Some("middle") => number("x") - width / 2.0,
            Some(_) => number("x") - width,
            None => number("x"),
        };
        let shift: f64 = node
            .ancestors()
            .find_map(|node| node.attribute("transform")?.strip_prefix("translate(0 ")?.strip_suffix(')')?.parse().ok())
            .unwrap_or(0.0);
        let y = number("y") + shift;
        boxes.push(([left, y - size * 0.75, left + width, y + size * 0.2], text.to_owned()));
    }
    boxes
}

#[test]
fn svg_is_well_formed_says_what_it_shows_and_keeps_texts_apart() {
    for yaml in texts() {
        let pictures = all(&yaml);
        if pictures.is_empty() {
            continue;
        }
        let drawn = svg(&pictures, Theme::Auto);
        let document = roxmltree::Document::parse(&drawn).unwrap_or_else(|error| panic!("{error}\n{drawn}"));
        let root = document.root_element();
        let has = |tag: &str| root.children().any(|child| child.has_tag_name(tag) && child.text().is_some());
        assert!(root.attribute("role") == Some("img") && has("title") && has("desc") && has("style"));
        let size = |name: &str| root.attribute(name).unwrap().parse::<f64>().unwrap();
        let boxes = boxes(&document);
        for (index, (one, text)) in boxes.iter().enumerate() {
            let [left, top, right, bottom] = one;
            assert!(*left >= 0.0 && *top >= 0.0 && *right <= size("width") && *bottom <= size("height"), "{text}");
            for (other, with) in boxes.iter().skip(index + 1) {
                let apart = other[0] >= *right || other[2] <= *left || other[1] >= *bottom || other[3] <= *top;
                assert!(apart, "`{text}` lies on `{with}`\n{drawn}");
            }
        }
    }
}

/// `podls draw examples/native-sidecar.yaml -o docs/draw.svg`
#[test]
fn the_picture_in_the_documents_is_of_today() {
    let drawn = svg(&all(&fixtures::text(2)), Theme::Auto);
    expect_file!["../../docs/draw.svg"].assert_eq(&drawn);
}

#[test]
fn a_theme_is_a_class() {
    let pictures = all(FULL);
    let auto = svg(&pictures, Theme::Auto);
    assert!(auto.contains("prefers-color-scheme:dark") && auto.contains("class=\"podls\""));
    assert_eq!(svg(&pictures, Theme::Dark), auto.replacen("\"podls\"", "\"podls dark\"", 1));
    assert_eq!(svg(&pictures, Theme::Light), auto.replacen("\"podls\"", "\"podls light\"", 1));
    assert!(!auto.contains(" id=") && !auto.contains("href") && !auto.contains("url("));
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
