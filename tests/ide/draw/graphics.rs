//! Pictures as Mermaid and SVG: well-formed, readable, of today.

use expect_test::{expect, expect_file};
use podls::ide::draw::{Theme, mermaid, svg};

use super::{FULL, ODD, all, texts};
use crate::fixtures;

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
    expect_file!["../../../docs/draw.svg"].assert_eq(&drawn);
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
